//! Every fixed phrase of a page, in every language. Templates ask for them by their names.

use crate::report::tongue::Phrase;

/// Phrases by their names.
macro_rules! phrases {
    ($($name:literal: $en:literal, $zh:literal;)*) => {
        const PHRASES: &[(&str, Phrase)] = &[$(($name, Phrase { en: $en, zh: $zh })),*];
    };
}

phrases! {
    // The page.
    "title": "Design review", "设计评审";
    "portfolio-title": "Design reviews", "设计评审总览";
    "skip": "Skip to the content", "跳到正文";
    "contents": "Contents", "目录";
    "back": "Back to the list of designs", "返回设计列表";
    "number": "No.", "编号";
    "revision": "revision", "版本";
    "stage": "stage", "阶段";
    "date": "date", "日期";
    "file": "file", "文件";
    "nothing-stated": "The design states nothing of this. It would be filled by", "设计中没有这方面的内容。可由以下字段补充：";

    // Its sections.
    "verdict": "Verdict", "结论";
    "decisions": "Five decisions to take first", "首先要定的五件事";
    "risks": "Top risks", "主要风险";
    "causes": "Causes", "问题原因";
    "proposals": "Proposals", "改进方案";
    "layers": "Cross-sections", "截面";
    "assembly": "Order of the assembly", "装配顺序";
    "yields": "Yield from step to step", "逐道工序良率";
    "stacks": "Tolerance stacks", "尺寸链";
    "line": "The line against its takt", "产线与节拍";
    "cost": "Cost against its target", "成本与目标";
    "questions": "What is not known", "尚不清楚的内容";
    "footing": "Assumptions and unverified figures", "假设与未核实的数值";
    "waivers": "Waivers", "让步接收";
    "origin": "Where this comes from", "本页的依据";

    // How a design stands.
    "not-ready": "NOT READY", "未就绪";
    "needs-work": "NEEDS WORK", "需改进";
    "open": "OPEN", "待定";
    "no-findings": "NO ERRORS OR WARNINGS", "没有错误和警告";
    "not-assessed": "NOT ASSESSED", "未评估";
    "verdict-not-ready": "At least one error stands: as it is described, the design does not pass.", "至少有一个错误：按现有描述，设计不能通过。";
    "verdict-needs-work": "No error stands, but at least one warning about the design does.", "没有错误，但至少有一个针对设计的警告。";
    "verdict-open": "Nothing worse was found than what is not known: too little is stated, or no evidence is recorded.", "没有发现更严重的问题，但信息不足：内容太少，或没有登记证据。";
    "verdict-no-findings": "None of the checks that could be decided found an error or a warning. That is no proof that the design is good.", "在能够判定的检查中没有发现错误和警告。这不等于证明设计良好。";
    "verdict-not-assessed": "No check could be decided: too little is stated.", "没有一项检查能够判定：内容太少。";
    "known-share": "{n} % known", "已知 {n} %";
    "open-until": "Whether enough is known cannot be said without", "缺少以下字段，无法判断已知内容是否足够：";
    "error": "error", "错误";
    "warning": "warning", "警告";
    "advice": "advice", "建议";
    "errors": "errors", "错误";
    "warnings": "warnings", "警告";
    "waived": "waived", "已让步接收";
    "coverage": "coverage", "覆盖率";
    "coverage-sentence": "Of {all} {all|judgement that applies|judgements that apply} {decided} could be decided: {passed} passed, {failed} failed, {waived} {waived|was|were} waived; {open} {open|is|are} not assessed, because something is not known.", "适用的判定共 {all} 项，其中 {decided} 项能够判定：通过 {passed}，不通过 {failed}，让步接收 {waived}；另有 {open} 项因信息不足而未评估。";
    "gates": "Readiness by gate: the same design, judged as if it stood at each stage", "各阶段的就绪情况：同一设计按处于各阶段来判定";
    "gate": "gate", "阶段评审";
    "now": "now", "当前";

    // What to decide.
    "decisions-note": "Causes with errors come first, those with most of them in front, then causes with warnings, then the fields that would decide most. Each is settled by a change of the design, by evidence, or by somebody who accepts it in writing.", "先列有错误的原因（错误多的在前），再列有警告的原因，最后列补充后能判定最多检查的字段。每一项都要通过修改设计、提供证据或书面接受来解决。";
    "and-at": "and the same at", "同样位于";
    "set": "Set", "设为";
    "at": "at", "位置";
    "clears-count": "concerns {errors} {errors|error|errors} and {warnings} {warnings|warning|warnings}", "涉及错误 {errors} 个、警告 {warnings} 个";
    "question": "question", "待答问题";
    "who-decides": "who decides", "由谁决定";
    "decide-change": "Decide: make this change, or accept the finding in writing, with an owner, a reason and a last day.", "请决定：按此修改，或书面接受该问题（写明批准人、理由和有效期）。";
    "decide-answer": "Decide: answer it, or name who answers until then; nothing is assumed meanwhile.", "请决定：给出答复，或指定在该节点前答复的人；在此之前不作任何假设。";
    "decides": "would decide, or help to decide, {n} {n|judgement|judgements}", "可判定或有助于判定 {n} 项";
    "or-else": "or else", "否则为";
    "closer": "closer than it is", "范围要更窄";
    "which": "which grade: {materials}", "具体牌号：{materials}";
    "nothing-known": "nothing known of {word}", "没有 {word} 的数据";
    "nearest": "nearest: {word}", "最接近的是 {word}";
    "nothing-to-decide": "Nothing is left to decide: no error, no warning, and no open question.", "没有需要决定的事项：没有错误，没有警告，也没有未答问题。";
    "loss-points": "expected loss {points} points of yield", "预计损失良率 {points} 个百分点";
    "loss-money": "about {money} USD a year", "每年约 {money} USD";

    // What is at risk.
    "top-findings": "The worst findings", "最严重的问题";
    "and-more": "and {n} more", "另有 {n} 个";
    "severity": "severity", "严重度";
    "what-fails": "what fails", "失效内容";
    "place": "place", "位置";
    "what-is-lost": "what is lost", "损失";
    "priority": "action priority (AIAG-VDA)", "措施优先级（AIAG-VDA）";
    "priority-high": "high", "高";
    "priority-medium": "medium", "中";
    "priority-low": "low", "低";
    "priority-none": "cannot say", "无法判断";
    "priority-note": "Priority by the ratings of severity (S), occurrence (O) and detection (D) that `caseproof fmea` derives; without a rating it cannot be said.", "优先级由 `caseproof fmea` 推导的严重度（S）、频度（O）、探测度（D）得出；缺少评分时无法判断。";
    "units-lost": "units lost", "损失件数比例";
    "confidence": "confidence", "可信度";
    "confidence-high": "high", "高";
    "confidence-medium": "medium", "中";
    "confidence-low": "low", "低";
    "lost-safety": "safety", "安全";
    "lost-product": "the product fails", "产品失效";
    "lost-yield": "yield", "良率";
    "lost-delivery": "delivery", "交期";
    "lost-cost": "cost", "成本";
    "no-grave-findings": "No error and no warning was found.", "没有发现错误和警告。";
    "samples-leave-open": "What the samples leave open", "样品没有证明的内容";
    "samples-note": "Samples that were made by another process do not show these. Open: {open}; closed by what is on record: {closed}.", "样品用其他工艺制作，证明不了以下内容。未关闭 {open} 项；已由现有记录关闭 {closed} 项。";
    "if-open": "if open at production", "量产时仍未关闭";
    "topic": "topic", "主题";
    "evidence-needed": "evidence needed", "需要的证据";
    "good-when": "good when", "合格条件";
    "not-recorded": "not recorded:", "未登记：";

    // Why.
    "causes-note": "Findings that point at one field stand together. What is found is a mechanism that is known to fail in production; the sources say where.", "指向同一字段的问题归在一起。所列均为已知会在量产中失效的机理，来源见各条。";
    "what-to-do": "what to do", "对策";
    "why": "why", "原因";
    "open-yet": "open yet", "尚待确认";
    "where": "where", "出处";
    "sources": "sources", "来源";
    "same-fault": "about the same fault", "同一问题";
    "no-findings-here": "No findings.", "没有问题。";

    // What would clear them.
    "proposals-note": "Changes of the design that clear an error or a warning. Each was made and judged again by all checks; it counts only if it raises nothing and opens nothing. Requirements, claims and evidence were not touched.", "能消除错误或警告的设计修改。每个修改都已执行并由全部检查重新判定；只有不引起新问题、也不产生未评估项的才算数。要求、宣称和证据不作改动。";
    "for-finding": "for", "针对";
    "change": "change", "修改";
    "clears": "clears", "消除";
    "change-advised": "advice is left of", "降为建议";
    "change-lowered": "a warning is left of", "降为警告";
    "change-shortened": "names fewer things", "涉及的内容减少";
    "change-worsened": "stays and is worse", "仍存在且更严重";
    "change-asks": "asks production for", "由量产方提供";
    "rests-on-unverified": "rests on figures without a source", "依据无来源数值的个数";
    "no-change": "none of {n} {n|change|changes} that {n|was|were} tried clears it without harm", "试过 {n} 个修改，没有能无害消除的";
    "no-decision": "no decision of the design clears it; what to produce stands with the finding", "设计上的修改无法消除；需要提供的内容见该问题";
    "nothing-to-propose": "No error and no warning stands.", "没有错误和警告。";
    "not-looked-for": "Changes are looked for in files of one design.", "仅对只含一个设计的文件查找修改方案。";

    // The layers.
    "layers-note": "Every part with layers, from the outside in, to scale in its thickness.", "各多层零件，由外到内，厚度按比例。";
    "layers-title": "Cross-section of {part}", "{part} 的截面";
    "layers-desc": "Layers from the outside in:", "由外到内各层：";
    "thickness-unknown": "thickness not known", "厚度未知";
    "outside": "outside", "外侧";
    "inside": "inside, towards what is protected", "内侧，朝向被保护物";
    "to-scale": "Thickness to scale. A layer without a thickness is hatched with a question mark and not to scale.", "厚度按比例。没有给出厚度的层以斜线和问号表示，不按比例。";
    "no-thickness": "No thickness is given: nothing here is to scale.", "没有给出厚度：此图不按比例。";
    "widened": "Layers thinner than a line are drawn as a line.", "比线还薄的层画成一条线。";
    "bond-line": "A thick dashed line is a bond.", "粗虚线表示胶层。";
    "from-outside": "from outside", "由外起";
    "material": "material", "材料";
    "thickness": "thickness", "厚度";
    "bond": "bond to the layer before", "与前一层的粘接";
    "color": "color", "颜色";
    "not-given": "not given:", "未给出：";
    "together": "together", "合计";

    // The assembly.
    "longest-way": "The longest way from the first step to the last takes {time}, work and rests together.", "从第一道工序到最后一道的最长路径为 {time}，含作业和静置。";
    "at-least-that": "It may be longer; not known:", "可能更长；尚不清楚：";
    "cycle": "Steps wait for each other:", "工序相互等待：";
    "assembly-title": "Order of the assembly steps", "装配工序的顺序";
    "assembly-desc": "Each box is a step with its time; lines lead from a step to the next, with the rest between them. The table below says the same.", "每个方框是一道工序及其时间，连线指向下一道工序，并注明其间的静置。下表内容相同。";
    "rest": "rest", "静置";
    "cure": "cure", "固化";
    "time-unknown": "time not known", "时间未知";
    "heat-unknown": "heat not known", "温度未知";
    "assembly-legend": "Thick frame: on the longest way. Hatched edge: brings heat.", "粗框：在最长路径上。斜线边：带来热量。";
    "step": "step", "工序";
    "process": "process", "工艺";
    "after": "after", "前道";
    "brings-in": "brings in", "装入零件";
    "makes": "makes", "形成连接";
    "time": "time", "时间";
    "heat": "heat", "温度";
    "rest-after": "rest after it", "其后静置";
    "on-way": "on the longest way", "最长路径";

    // Yields.
    "rolled": "All steps together pass {share} of the units at the first pass.", "各工序合计直通率为 {share}。";
    "rolled-between": "All steps together pass {least} to {most} of the units at the first pass.", "各工序合计直通率为 {least} 至 {most}。";
    "rolled-at-most": "All steps together pass at most {share} of the units at the first pass; not known:", "各工序合计直通率至多为 {share}；尚不清楚：";
    "no-target": "There is no target:", "没有目标：";
    "needed-each": "The target is {target}; if all steps were alike, each would have to pass {each}.", "目标为 {target}；若各工序相同，每道需达到 {each}。";
    "interval": "Builds of {n} {n|step|steps} show {low} to {high}, with 90 % confidence (Lindstrom and Madden).", "{n} 道工序的试制表明为 {low} 至 {high}，置信度 90 %（Lindstrom-Madden）。";
    "no-builds": "No build with the production process shows any of it:", "没有按量产工艺的试制可以证明：";
    "yields-title": "What each step leaves of the units", "各工序后剩余的件数比例";
    "rolled-row": "all steps", "全部工序";
    "not-known": "not known", "未知";
    "target": "target", "目标";
    "yields-legend": "Hatched: lost at the step, at the better end of a range.", "斜线：该工序的损失，取范围的较好一端。";
    "axis-begins": "The axis begins at {at}.", "坐标轴从 {at} 开始。";
    "first-pass": "first pass", "直通率";
    "left-after": "left after it", "其后剩余";
    "built": "built", "试制数";
    "shown-90": "shown by builds, 90 %", "试制证明（90 %）";
    "only-stated": "only stated", "仅为填报";

    // Stacks.
    "stacks-note": "Each gap by four methods against the limits within which it works.", "以四种方法计算各间隙，并与可用范围比较。";
    "not-studied": "This stack cannot be computed; not known:", "该尺寸链无法计算；尚不清楚：";
    "no-limits": "Nothing says which gap works:", "没有说明可用的间隙：";
    "gap-that-works": "A gap of {low} to {high} works.", "可用间隙为 {low} 至 {high}。";
    "outside-share": "{share} of the units are outside: {below} too small, {above} too large.", "{share} 的产品超出：偏小 {below}，偏大 {above}。";
    "linear": "That is a linear estimate; by simulation {share} ({n} samples, seed {seed}).", "以上为线性估计；模拟结果为 {share}（{n} 个样本，种子 {seed}）。";
    "stack-title": "Gap of {stack} by method", "{stack} 各方法的间隙";
    "method": "method", "方法";
    "worst-case": "worst case", "极值法";
    "root-sum-square": "root sum square", "方和根法（RSS）";
    "modified": "modified root sum square", "修正方和根法";
    "three-sigma": "mean ± 3 sigma", "均值 ± 3 σ";
    "works": "works", "可用";
    "beyond": "beyond", "超出";
    "within": "within", "在内";
    "contributor": "contributor", "组成环";
    "nominal": "nominal", "公称值";
    "from": "from", "下限";
    "to": "to", "上限";
    "variance-share": "share of the scatter", "方差贡献率";
    "tenth-saves": "a tenth less saves", "公差收紧 10 % 可减少不良";

    // The line.
    "no-takt": "There is no takt:", "没有节拍：";
    "takt-sentence": "A unit has to leave the line every {takt}.", "每 {takt} 须下线一件。";
    "allowed-sentence": "After effectiveness and target yield a station has {allowed}.", "扣除效率和目标良率后，每工位可用 {allowed}。";
    "work-sentence": "The work content of a unit is {work}.", "每件作业量为 {work}。";
    "bottleneck-sentence": "Slowest by its stations:", "按工位计最慢：";
    "line-title": "Time of each step by its stations, against the takt", "各工序按工位计的时间与节拍";
    "over-takt": "over the takt", "超过节拍";
    "takt": "takt", "节拍";
    "allowed": "allowed", "可用时间";
    "line-legend": "By the stations as given. Diagonal lines: a machine; hatched with a cross at its figure: the takt asks for more stations.", "按给定工位数计。斜线：机器；带叉号的斜线：节拍要求更多工位。";
    "stations": "stations given", "给定工位";
    "stations-needed": "stations needed", "所需工位";
    "resting": "units resting", "静置件数";
    "racks": "places on racks", "料架位数";
    "machine": "machine", "机器";
    "too-few": "too few", "不足";
    "balanced": "Stations at benches once the work is balanced: {n}, the slowest with {slowest}; {share} of their time is work.", "平衡后，手工作业需 {n} 个工位，最慢 {slowest}；作业时间占 {share}。";
    "proven": "No line has fewer.", "没有更少的方案。";
    "side-by-side": "{n} side by side", "{n} 个并列";
    "not-balanced": "The line cannot be balanced:", "产线无法平衡：";

    // Cost.
    "no-cost-target": "There is no target for a unit:", "没有单件目标成本：";
    "cost-target": "A unit may cost {target}.", "单件目标成本为 {target}。";
    "left": "That leaves {left} for work, packing, freight, overhead and margin, which a design does not say.", "剩余 {left} 用于人工、包装、运费、管理费和利润，设计文件不含这些。";
    "left-at-most": "That leaves no more than this for work, packing, freight, overhead and margin: {left}; not known:", "用于人工、包装、运费、管理费和利润的余额为：{left}；尚不清楚：";
    "cost-unknown": "Not known:", "尚不清楚：";
    "cost-title": "Cost of a unit as far as it is given, in USD", "已知部分的单件成本（USD）";
    "parts-row": "parts", "零件";
    "scrap-row": "scrapped parts", "报废零件";
    "tools-row": "tools by unit", "模具分摊";
    "sum-row": "together", "合计";
    "or-more": "or more", "或更多";
    "cost-legend": "Scrap: the parts of rejected units, if every reject is scrapped and no work is counted. Tools: spread over the lifetime volume.", "报废：不合格品的零件，按全部报废且不计人工。模具：按生命周期数量分摊。";
    "part": "part", "零件";
    "piece-cost": "cost of a piece", "单件成本";
    "pieces": "pieces", "件数";
    "tool-of": "tool of", "模具：";
    "one-tool": "One tool is counted: how many the volume wears out is not known.", "按一副模具计：产量会磨损几副尚不清楚。";
    "tools-counted": "tools counted", "计入模具";

    // What is not known.
    "questions-note": "Each field that is missing, with the judgements that wait for it. Nothing was assumed in its place.", "以下为缺失的字段及等待它的判定。没有以任何假设代替。";
    "field": "field", "字段";
    "decides-head": "judgements that wait", "等待的判定";
    "alone-head": "for nothing else", "只等这一项";
    "checks": "checks", "检查";
    "no-questions": "Every check that applies could be decided.", "所有适用的检查都能判定。";

    // What it rests on.
    "footing-note": "{findings} {findings|finding|findings} and {passes} {passes|pass|passes} rest on figures of the tables and limits of the checks. A finding that rests on a figure without a source is never an error.", "{findings} 个问题和 {passes} 项通过依据表中数值和检查限值得出。依据没有来源的数值得出的问题不会判为错误。";
    "classes": "What the results rest on, the weakest first", "结果所依据的数值，最弱的在前";
    "class": "class of source", "来源类别";
    "figures": "figures", "数值";
    "results": "results", "结果";
    "sources-cited": "Sources that the findings cite", "各问题引用的来源";
    "weak-figures": "Figures that nobody answers for", "依据不足的数值";
    "figure": "figure", "数值";
    "findings": "findings", "问题";
    "passes": "passes", "通过";
    "firm-unverified": "without a source", "没有来源";
    "firm-blog": "a page without an author who answers for it", "未署名网页";
    "firm-widened": "widened beyond its source", "超出来源范围";
    "firm-trade": "trade, dealer, journal", "同行、经销商、期刊";
    "firm-handbook": "textbook, paper, database", "教科书、论文、数据库";
    "firm-maker": "maker, document of the house", "制造商、本厂文件";
    "firm-standard": "standard, law, authority", "标准、法规、主管机构";
    "firm-definition": "by definition", "按定义";

    // What was accepted.
    "finding": "finding", "问题";
    "owner": "accepted by", "批准人";
    "reason": "reason", "理由";
    "until": "until", "有效期至";
    "no-waivers": "Nothing is waived. An accepted finding would stand under", "没有让步接收。被接受的问题登记在";

    // Where it comes from.
    "made-by": "made by", "生成程序";
    "sets": "set for this run", "本次设定的值";
    "verify": "to verify", "核对方法";
    "verify-note": "derives the page again from the files below and says what differs:", "根据下列文件重新推导本页，并列出不同之处：";
    "this-page": "PAGE", "本页文件";
    "inputs": "Files that were read", "读取的文件";
    "no-promise": "No finding does not mean that the design is good: it means that none of these checks, at this coverage, found a fault. No drop was simulated, nothing was tested and nothing was quoted.", "没有问题不等于设计良好，只表示这些检查在此覆盖率下没有发现缺陷。没有模拟跌落，没有做测试，也没有报价。";

    // The forms.
    "form-feasibility": "Feasibility commitment", "小组可行性承诺";
    "form-actions": "Action list", "整改措施清单";
    "form-questions": "Open questions", "待答问题函";
    "form-limits": "Limits", "设计限值表";
    "form-made": "Derived by {tool} {version} from these files; the same files and date give the same form.", "由 {tool} {version} 根据下列文件推导；文件和日期相同，结果相同。";
    "feasible-feasible": "FEASIBLE", "可行";
    "feasible-with-changes": "FEASIBLE WITH CHANGES", "修改后可行";
    "feasible-not": "NOT FEASIBLE", "不可行";
    "feasible-cannot-say": "CANNOT SAY YET", "尚无法判断";
    "feasible-feasible-means": "It can be made as it is specified.", "可按规定制造。";
    "feasible-with-changes-means": "Changes are recommended: warnings speak against at least one question.", "建议修改：至少有一个问题存在警告。";
    "feasible-not-means": "The design has to be revised before it can be made as it is specified: errors speak against at least one question.", "须修改设计才能按规定制造：至少有一个问题存在错误。";
    "feasible-cannot-say-means": "Nothing speaks against it, but at least one question that weighs cannot be answered from what is stated.", "没有反对的内容，但至少有一个起决定作用的问题无法由所给信息回答。";
    "feasibility-note": "Each question is answered by rule. No: an error or a warning speaks against it. Cannot say: nobody knows yet, or a field is missing that a check waits for. Yes: checks about it passed and none is open.", "各问题按规则回答。否：有错误或警告。无法判断：尚无人知道，或缺少检查所需的字段。是：有关检查已通过且没有未决项。";
    "answer": "answer", "回答";
    "because": "because", "依据";
    "answer-yes": "yes", "是";
    "answer-no": "no", "否";
    "answer-cannot-say": "cannot say", "无法判断";
    "answer-does-not-apply": "does not apply", "不适用";
    "does-not-weigh": "does not decide the result", "不影响结论";
    "nobody-knows": "Nobody knows yet:", "尚无人知道：";
    "needs-fields": "Missing, {n} in all, with the judgements that wait for each:", "缺少 {n} 个字段，括号内为等待它的判定数：";
    "factory-says": "A design does not tell: the factory has to say it from its records of similar products.", "设计文件不含此项，须由工厂根据类似产品的记录说明。";
    "passed-count": "{n} {n|judgement|judgements} about it passed.", "有关判定通过 {n} 项。";
    "signatures": "Signatures", "签字";
    "sign-note": "Who signs has read the answers. A \"no\" needs a change or a written agreement, a \"cannot say\" an answer.", "签字人已阅读以上回答。“否”须修改或书面同意，“无法判断”须补充回答。";
    "function": "function", "职能";
    "name": "name", "姓名";
    "signature": "signature", "签名";
    "sign-engineering": "engineering", "工程";
    "sign-production": "production", "生产";
    "sign-quality": "quality", "质量";
    "sign-purchasing": "purchasing", "采购";
    "sign-client": "client", "客户";
    "subjects-by": "The subjects of the questions are those of", "问题的主题来自";
    "actions-note": "One action for each finding that stands, the worst first. It closes when the finding is gone; the number behind it is its identity, whatever its place in the file. Steel counts once a tool is cut.", "每个未关闭的问题一项措施，最严重的在前。问题消除即关闭；其后的编号是它的标识，与所在位置无关。开模之后才涉及钢料。";
    "actions-waived": "Accepted and not listed: {n}.", "已接受而未列出：{n} 个。";
    "who": "who", "责任方";
    "who-client": "client", "客户";
    "who-factory": "factory", "工厂";
    "who-supplier": "supplier", "供应商";
    "not-said": "not said", "未说明";
    "due-before": "due before", "完成节点";
    "due-now": "this stage can pass", "本阶段通过前";
    "due-none": "no stage waits for it", "不阻碍任何阶段";
    "steel": "steel", "钢料";
    "steel-safe": "safe: takes steel away", "可直接去钢料";
    "steel-unsafe": "not safe: brings steel back", "须烧焊或换镶件加料";
    "steel-either": "hangs on which half of the tool gives", "取决于改动模具的哪一侧";
    "steel-none": "no tool is concerned", "不涉及模具";
    "steel-unknown": "cannot say", "无法判断";
    "closes-when": "closes when", "关闭条件";
    "closes-with": "{code} is gone", "{code} 消除";
    "figures-head": "figures", "数值";
    "bound-error": "beyond this an error", "超出即为错误";
    "bound-warning": "beyond this a warning", "超出即为警告";
    "bound-advice": "beyond this advice", "超出即为建议";
    "clears-all": "the target: nothing of the finding is left", "目标值：问题完全消除";
    "compared": "actual {actual}, {side} {limit}", "实际 {actual}，要求{side} {limit}";
    "person": "person", "责任人";
    "due-date": "date", "日期";
    "letter-opening": "For {design} {n} {n|field is|fields are} missing. Nothing was assumed in {n|its|their} place: what waits for {n|it|them} is open. Please answer in the order given, which is that of what the answers decide.", "{design} 还有 {n} 项信息缺失。我方未作任何假设，与之相关的判定均未作出。请按下列顺序答复，顺序按答复所能判定的项数排列。";
    "to-client": "To the client", "致客户";
    "to-factory": "To the factory", "致工厂";
    "to-supplier": "To the suppliers", "致供应商";
    "to-nobody": "To whom it concerns", "致有关方";
    "letter-to-client": "These are for who has the case made to decide or to state.", "以下内容由委托方决定或说明。";
    "letter-to-factory": "These are for who makes the case to state, from the line, the tools and the records.", "以下内容由制造方根据产线、模具和记录说明。";
    "letter-to-supplier": "These are for suppliers of materials, parts and tools to state.", "以下内容由材料、零件和模具供应商说明。";
    "letter-to-nobody": "Nothing says who knows these.", "没有说明由谁提供以下内容。";
    "letter-decides": "They would decide, or help to decide, {n} {n|judgement|judgements}.", "可判定或有助于判定 {n} 项。";
    "please-state": "question", "问题";
    "reply": "answer", "答复";
    "what-passes": "what would pass", "合格的答复";
    "any-answer": "any clear statement; it is then judged by", "明确说明即可，随后按以下检查判定：";
    "state-of": "Please state: {name}.", "请说明：{name}。";
    "state-of-thing": "Please state of {thing}: {name}.", "请说明 {thing}：{name}。";
    "tests-expected": "Expected and not among them: {kinds}.", "应有而未登记：{kinds}。";
    "state-field": "Please state: {field}.", "请说明：{field}。";
    "letter-closing": "What is answered goes into the fields named, and the design is judged again.", "答复填入所列字段后，设计将重新判定。";
    "limits-note": "What each thing may be, in its material and process. Beyond a hard limit there is an error, beyond a target a warning or advice. A star marks a figure without a source, which is never a hard limit.", "各项在其材料和工艺下的可用范围。超出硬性限值为错误，超出目标为警告或建议。星号表示数值没有来源，不作为硬性限值。";
    "given": "given", "设计值";
    "hard-limit": "hard limit", "硬性限值";
    "stands": "stands", "状态";
    "stands-within": "within", "符合";
    "stands-not-given": "not given", "未给出";
    "stands-open": "open", "未定";
    "stands-outside-target": "outside target", "超出目标";
    "stands-outside-hard": "outside hard limit", "超出硬性限值";
    "if-any": "if there are any", "如有";
    "if-applies": "if it applies", "如适用";
    "maybe": "maybe", "视条件可放宽到";
    "maybe-stricter": "maybe stricter", "可能更严";
    "from-stage": "from this stage on:", "自此阶段起：";
    "no-figure-yet": "Without a figure yet:", "尚无数值：";
    "no-figure-here": "No figure yet.", "尚无数值。";
    "needs-short": "needs", "需要";
    "no-limits-here": "No check measures anything of what is written.", "所写内容没有可测量的检查。";
    "at least": "at least", "至少";
    "at most": "at most", "至多";

    // Many designs.
    "designs": "Designs", "设计";
    "design": "design", "设计";
    "designs-count": "designs: {n}", "设计 {n} 个";
    "refused-count": "not judged: {n}", "未能判定 {n} 个";
    "refused": "Files that could not be judged", "未能判定的文件";
    "no-designs": "No design could be judged.", "没有能够判定的设计。";
    "filter": "filter", "筛选";
    "all": "all", "全部";
    "shown-of": "{shown} of {all}", "显示 {shown} / {all}";
    "sort-by": "sort", "排序";
    "first-causes": "first causes", "首要原因";
}

/// The phrase of a name.
pub(super) fn phrase(name: &str) -> Option<Phrase> {
    PHRASES.iter().find(|(known, _)| *known == name).map(|(_, phrase)| *phrase)
}

/// All phrases with their names.
#[cfg(test)]
pub(super) const fn phrases() -> &'static [(&'static str, Phrase)] {
    PHRASES
}
