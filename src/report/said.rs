//! Every fixed phrase of the text report, in every language: a phrase is added here and nowhere else.

use super::tongue::Phrase;

/// The phrases, each a constant of its name; and all of them, for the tests.
macro_rules! phrases {
    ($($name:ident: $en:literal, $zh:literal;)*) => {
        $(pub(super) const $name: Phrase = Phrase { en: $en, zh: $zh };)*
        /// All of them.
        #[cfg(test)]
        const ALL: &[Phrase] = &[$($name),*];
    };
}

phrases! {
    // What stands before a line.
    HELP: "help", "对策";
    WHY: "why", "原因";
    WITH: "with", "同因";
    SOURCE: "source", "来源";
    SOURCES: "sources", "来源";
    IN: "in", "位于";
    SKIPPED: "skipped, not specs: ", "已跳过，不是设计文件：";
    SET: "set for this run: ", "本次运行设定：";
    INTERNAL: "internal error: ", "程序内部错误：";
    SETTLES: "would settle most: ", "最该补充的字段：";
    WAIVED: "waived: ", "已让步接收：";
    NOT_ASSESSED: "not assessed: ", "未评估：";
    FIX_FIRST: "fix first", "优先整改";

    LIST_ERRORS: "errors", "错误";
    LIST_WARNINGS: "warnings", "警告";
    LIST_ADVICE: "advice", "建议";
    MISSING: "not assessed: {checks}; first what is missing, then what waits for it", "未评估：{checks}；先列所缺，再列等待它的检查";

    NOTHING_TO_NAME: "no single field can be named", "说不出是哪个字段";

    // A cause.
    CAUSE: "{codes}: {message}", "{codes}：{message}";
    LOW_BRIEFLY: "low confidence", "可信度低";
    MORE_LINES: "+{n}", "+{n}";
    AND_MORE: "{field} and {n} more", "{field} 等另外 {n} 处";

    // A finding.
    HEADING: "{code}  {check}  at {at}", "{code}  {check}  {at}";
    ACTUAL: "actual {actual}, {side} {limit}", "实际 {actual}，要求{side} {limit}";
    TIMES: "{n} times that", "为限值的 {n} 倍";
    MARGIN: "margin {n} %", "裕量 {n} %";
    CLEARED_BY: "cleared by {all}", "满足 `{all}` 即可消除";
    CLEARED_IN_STEPS: "the {severity} is cleared by {first}, all of it by {all}", "`{first}` 可消除该{severity}，`{all}` 可全部消除";
    LOSS: "expected loss {points} points of yield", "预计损失良率 {points} 个百分点";
    LOSS_IN_MONEY: "expected loss {points} points of yield, about {money} USD a year", "预计损失良率 {points} 个百分点，每年约 {money} USD";
    UNDER: "under {n}", "不到 {n}";
    MEDIUM: "confidence medium: rests on a figure widened beyond its source", "可信度中：所依据的数值超出了其来源的范围";
    LOW: "confidence low: rests on a figure without a source", "可信度低：所依据的数值没有来源";
    FOLDED: "{code} {severity}: {message}", "{code} {severity}：{message}";
    ALSO_AT_LINES: "also at line {lines}", "另见第 {lines} 行";
    ALSO_AT: "also at {places}", "另见 {places}";
    SEE_ABOVE: "see above ({code})", "见上文（{code}）";
    MORE: "more with --verbose", "加 --verbose 显示全部";

    // What is open.
    WAITS: "whether it is worse hangs on {needs}", "是否更严重，取决于 {needs}";
    OPEN: "{code} at {at}", "{code}，位置 {at}";
    OPEN_NEEDS: "{code} at {at} needs {needs}", "{code}，位置 {at}，需要 {needs}";
    NEED: "{at} ({wants})", "{at}（{wants}）";
    WANT: "{side} {value} or else {severity}", "{side} {value}，否则为{severity}";
    CLOSER: "closer", "范围要更窄";
    WHICH: "which grade: {materials}", "具体牌号：{materials}";
    NOTHING_KNOWN: "nothing known of `{word}`", "没有 `{word}` 的数据";
    NEAREST: "nothing known of `{word}`; nearest: {nearest}", "没有 `{word}` 的数据，最接近的是 {nearest}";

    // How a design stands.
    AT_STAGE: " at {stage}", "（{stage}）";
    NO_WARNINGS: "no-warnings", "没有错误和警告";
    NO_FINDINGS: "no findings", "没有问题";
    ADVICE: "{n} advice", "{n} 条建议";
    MORE_FOLDED: "{found}; {n} more are folded under these", "{found}；另有 {n} 条已归入以上各条";
    NOTHING_APPLIES: "coverage: no check applies to what is written", "覆盖率：没有适用于所写内容的检查";
    COVERAGE: "coverage {share} %: {decided} of {all} decided ({passed} passed, {failed} failed, {waived} waived, {open} not assessed)", "覆盖率 {share} %：{all}中已判定 {decided} 项（通过 {passed}，不通过 {failed}，让步接收 {waived}，未评估 {open}）";
    COVERAGE_BRIEFLY: "coverage {share} %: {decided} of {all} decided, {open} not assessed", "覆盖率 {share} %：{all}中已判定 {decided} 项，未评估 {open} 项";
    CAUSES_BY: "{causes}: {each}", "{causes}：{each}";
    FOLDED_COUNT: "{n} folded", "归入 {n}";
    WAIVED_COUNT: "{n} waived", "让步接收 {n}";
    WANTED: "{field} ({checks})", "{field}（{checks}）";
    NO_NEW: "no new findings", "没有新的问题";
    BASELINED: "{n} known from the baseline", "基线中已有 {n} 条";
    BASELINED_AT: "known: ", "基线已有：";
    BASELINED_LINE: "{code} {severity} at {at}", "{code} {severity}，位置 {at}";
    WORSE_THAN: "worse than the baseline: ", "比基线严重：";
    WAS: "{code} at {at}, was {was}", "{code}，位置 {at}，原为 {was}";
    LEFT_OUT: "{n} left out by configuration", "按配置略去 {n} 项";
    LEFT_OUT_CHECKS: "left out by configuration: {checks} with {findings}{each}", "按配置略去 {checks}，其中有 {findings}{each}";
    SELECTED: "judged by {names} alone; {left_out}", "只按 {names} 判定；{left_out}";
    MORE_NAMED: "{named} and {n} more", "{named}，另有 {n} 个";
    WAIVED_BY: "{code} at {at} by {owner} until {until}: {reason}", "{code}，位置 {at}，批准人 {owner}，到 {until} 为止：{reason}";
    NOT_READY: "NOT READY", "未就绪";
    NEEDS_WORK: "NEEDS WORK", "需改进";
    VERDICT_OPEN: "OPEN", "待定";
    CLEAN: "NO ERRORS OR WARNINGS", "没有错误和警告";
    OPEN_UNTIL: "open: whether enough is known cannot be said without {fields}", "待定：缺少 {fields}，无法判断已知内容是否足够";
    VERDICT_NOT_ASSESSED: "NOT ASSESSED", "未评估";

    // Below the designs.
    AND: "and {rest}", "另有 {rest}";
    ADVICE_FROM: "{n} advice from {causes}", "{n} 条建议，来自 {causes}";
    KNOWN: "{n} % known", "已知 {n} %";
    ERRORS_AND_WARNINGS: "{errors} e {warnings} w", "{errors} 错 {warnings} 警";
    REJECTED: "rejected", "拒收";
    QUIET_DESIGNS: "{designs} without errors and warnings, listed with --verbose: {each}", "{designs}没有错误和警告，用 --verbose 列出：{each}";
    HINT_SHOW: "one in full: {command}", "单项全文：{command}";
    HINT_EXPLAIN: "where a rule comes from: {command}", "规则出处：{command}";
    HINT_MISSING: "what is missing: {command}", "缺什么：{command}";
    HINT_ADVICE: "advice: {command}", "建议：{command}";
    HINT_ALONE: "one design alone: {command}", "单看一个设计：{command}";
    NOTHING_JUDGED: "{files}, no design that can be judged; {rejected} rejected, {skipped} skipped", "{files}，没有能判定的设计；拒收 {rejected} 个，跳过 {skipped} 个";
    LAST_LINE: "{files}, {designs}: {errors}, {warnings}, {advice}; {rejected} rejected, {skipped} skipped", "{files}，{designs}：{errors}，{warnings}，{advice}；拒收 {rejected} 个，跳过 {skipped} 个";

    LEFT_OUT_FILES: "left out, and look like designs: ", "未读，但像设计文件：";
    SKIPPED_FILES: "{n} skipped, not specs", "已跳过 {n} 个非设计文件";
    LEFT_OUT_IGNORED: "{n} left out by .gitignore", "{n} 个被 .gitignore 排除";
    LEFT_OUT_HIDDEN: "{n} left out because hidden", "{n} 个因隐藏而未读";
    LEFT_OUT_LINKED: "{n} left out as linked from elsewhere", "{n} 个链接到项目之外而未读";

    // A check.
    SUBJECT: "subject", "对象";
    CONCERNS: "concerns", "涉及";
    APPLIES: "applies", "适用条件";
    ALWAYS: "always", "始终";
    FINDING_WHEN: "finding when", "判定条件";
    MEASURES: "measures", "衡量的量";
    OR_ELSE: "{limit}, or else {severity}", "{limit}，否则为{severity}";
    BETWEEN: "between", "范围";
    WINDOW_OR_ELSE: "{low} and {high}, or else {severity}", "{low} 至 {high}，否则为{severity}";
    UNLESS: ", unless {unless}", "，除非 {unless}";
    SEVERITY: "severity", "严重度";
    FROM_STAGE: "{severity} from {stage} on", "{stage}起为{severity}";
    WORSE: "worse", "加重";
    WORSE_WHEN: "{severity} when {when}", "{when} 时为{severity}";
    YIELDS_TO: "yields to", "归入";
    LOST: "loss", "损失";
    LIMIT: "limit", "限值";
    LIMIT_FROM: "{name} = {value}, from {source}", "{name} = {value}，来源 {source}";
    MESSAGE: "message", "提示";
    SINCE: "since", "起始版本";
    FLAGS: "example that flags:", "报出问题的示例：";
    PASSES: "example that passes:", "通过的示例：";
    UNKNOWN: "example that is not assessed:", "无法评估的示例：";
    WORST_AT: "worst at", "各阶段最重";
    AT_STAKE: "at stake", "后果";
    CHECKS_LISTED: "{n} checks; `caseproof explain CODE` shows one in full", "共 {n} 项检查；`caseproof explain CODE` 显示单项全文";

    // An FMEA: its columns.
    FMEA_NUMBER: "no.", "序号";
    FMEA_PRIORITY: "action priority", "措施优先级";
    FMEA_ITEM: "process item", "过程项";
    FMEA_STEP: "process step", "过程步骤";
    FMEA_PLACE: "focus element", "关注要素";
    FMEA_KIND: "design or process", "设计或过程";
    FMEA_FUNCTION: "function", "功能";
    FMEA_EFFECT: "failure effect", "失效影响";
    FMEA_FALLS: "falls on", "影响对象";
    FMEA_S: "severity", "严重度";
    FMEA_MODE: "failure mode", "失效模式";
    FMEA_CAUSE: "failure cause", "失效起因";
    FMEA_PREVENTION: "prevention control", "预防控制";
    FMEA_O: "occurrence", "频度";
    FMEA_O_BASIS: "occurrence rests on", "频度依据";
    FMEA_CONTROL: "detection control", "探测控制";
    FMEA_D: "detection", "探测度";
    FMEA_SPECIAL: "special characteristic", "特殊特性";
    FMEA_ACTION: "recommended action", "建议措施";
    FMEA_RESPONSIBLE: "responsible", "责任人";
    FMEA_TARGET: "target date", "目标日期";
    FMEA_STATUS: "status", "状态";
    FMEA_TAKEN: "action taken", "已采取措施";
    FMEA_COMPLETED: "completion date", "完成日期";
    FMEA_S_AFTER: "severity after", "措施后严重度";
    FMEA_O_AFTER: "occurrence after", "措施后频度";
    FMEA_D_AFTER: "detection after", "措施后探测度";
    FMEA_PRIORITY_AFTER: "action priority after", "措施后优先级";
    FMEA_REMARKS: "remarks", "备注";
    FMEA_CHECK: "check", "检查";

    // What its cells say.
    FMEA_CANNOT: "cannot say: needs {needs}", "无法判断：需要 {needs}";
    FMEA_TEAM: "a rating by the team, the scale has no row for it", "由小组评定，评级表中没有对应行";
    FMEA_BY_RULE: "none: design rule {check} is missed", "无：设计规则 {check} 未满足";
    FMEA_BY_SAMPLE: "none: {process} samples do not show it", "无：{process} 样品不能说明";
    FMEA_CLOSED: "closed by {what}", "已由{what}关闭";
    FMEA_OPEN: "open", "未关闭";
    FMEA_ACCEPTED: "accepted by {owner}: {reason}", "{owner} 已接受：{reason}";
    FMEA_NO_RECORD: "no record of units as production makes them: the worst row", "没有量产件的记录：取最差一行";
    FMEA_UNITS: "{failed} of {units} failed in {at}: at most {share} %, with 95 % confidence", "{at} 中 {units} 件有 {failed} 件失效：95 % 置信度下不超过 {share} %";
    FMEA_READINGS: "readings in {at}: Cpk at least {cpk}, at most {share} % outside, with 95 % confidence", "{at} 中的测量值：95 % 置信度下过程能力指数至少 {cpk}，超差不超过 {share} %";
    FMEA_SEEN: "{control}: {at}", "{control}：{at}";
    FMEA_CRITICAL: "critical", "关键";
    FMEA_WITH: "with {codes}", "同因 {codes}";
    FMEA_USER: "user", "用户";
    FMEA_CUSTOMER: "customer", "客户";
    FMEA_PLANT: "plant", "工厂";
    FMEA_DESIGN: "design", "设计";
    FMEA_PROCESS: "process", "过程";
    FMEA_COUNTS: "{rows} rows: {high} high, {medium} medium, {low} low, {unknown} that cannot be said", "共 {rows} 行：高 {high}，中 {medium}，低 {low}，无法判断 {unknown}";
    FMEA_NONE: "nothing was found, and no sample leaves anything open", "没有发现问题，样品也没有遗留未证实的项目";

    FMEA_KNOWN: "{n} % of the checks that apply could be decided; what could not be decided has no row", "适用的检查中能判定的占 {n} %；未能判定的不列行";
    FMEA_OF_RECORD: "what is not stated, or what somebody accepts or wants, is no failure mode and has no row: {codes}", "未填写的内容、已接受或项目要求的事项不是失效模式，不列行：{codes}";

    // A sheet of limits.
    SHEET_TITLE: "Limits", "设计限值表";
    SHEET_NAME: "quantity", "项目";
    SHEET_GIVEN: "given", "设计值";
    SHEET_HARD: "hard limit", "硬性限值";
    SHEET_TARGET: "target", "目标值";
    CHECK_HEAD: "check", "检查项";
    SHEET_FIELD: "field", "字段";
    SHEET_STANDS: "stands", "状态";
    SHEET_WITHIN: "within", "符合";
    SHEET_NOT_GIVEN: "not given", "未给出";
    SHEET_OPEN: "open", "待定";
    SHEET_OUTSIDE_TARGET: "outside target", "超出目标值";
    SHEET_OUTSIDE_HARD: "outside hard limit", "超出硬性限值";
    SHEET_IF_ANY: "{name} (if there are any)", "{name}（如有）";
    SHEET_IF_APPLIES: "{name} (if it applies)", "{name}（如适用）";
    SHEET_MILDEST: "{edge}, maybe {mildest}", "{edge}，视条件可放宽到 {mildest}";
    SHEET_STRICTER: "{edge}, maybe stricter", "{edge}，可能更严";
    SHEET_FROM: "{edge} (from {stage} on)", "{edge}（{stage}起）";
    SHEET_WAITS: "no figure yet for {names}: needs {fields}", "{names}：尚无数值，需要 {fields}";
    SHEET_LEGEND: "✗ outside a hard limit   ! outside a target   - not given yet   ? cannot be told, or holds only if more is said   * figure without a source", "✗ 超出硬性限值   ! 超出目标值   - 未给出   ? 尚无法判断或有条件适用   * 数值没有来源";

    // How to share the work.
    ADVISE_HEAD: "{design} ({file}){stage}: who designs and who builds", "{design}（{file}）{stage}：谁设计、谁制造";
    ADVISE_SAYS: "the spec says `{word}`", "设计文件写明 `{word}`";
    ADVISE_SAYS_NOTHING: "the spec does not say how the work is shared, which is taken as undecided", "设计文件没有写明合作模式，按未定处理";
    ADVISE_OPEN: "{says}; the checks find {errors}, {warnings} and can decide {decided} of {all}", "{says}；检查发现 {errors}、{warnings}，{all} 项中能判定 {decided} 项";
    ADVISE_IN_SHORT: "In short", "概要";
    ADVISE_SAID_IS_CLOSED: "gates close what the spec says", "设计文件写明的模式被门槛否决";
    ADVISE_CLOSED_BY: "closed by {gates}", "被 {gates}否决";
    ADVISE_NOT_CLOSED: "closed by no gate so far", "目前没有门槛否决";
    ADVISE_STANDS_OPEN: "open", "可行";
    ADVISE_GATES_UNSAID: "{so_far}, {gates} cannot be said yet", "{so_far}，另有 {gates}尚无法判断";
    ADVISE_BANDS: "{so_far}; {bands} of the criteria speak for it", "{so_far}；支持它的准则：{bands}";
    ADVISE_AWAY: "{words} away from {model}", "离 {model} 还差：{words}";
    ADVISE_AND: "{first} and {last}", "{first}、{last}";
    ADVISE_BEST: "of what no gate closes, {model} has the most that speaks for it, whatever is answered", "在没有被门槛否决的模式中，无论其余问题如何答复，{model} 得到的支持最多";
    ADVISE_ALL_CLOSED: "a gate closes every model today", "目前各模式都被门槛否决";
    ADVISE_ONE_LEFT: "only {model} is in question, and whether a gate closes it cannot be said yet", "只剩 {model}，是否被门槛否决尚无法判断";
    ADVISE_NOT_SAID_YET: "which of {models} fits best cannot be said yet", "{models} 中哪一个最合适，尚无法判断";
    ADVISE_SIDE_BY_SIDE: "Side by side", "对照";
    ADVISE_ROW_CLOSED: "gates that close it", "否决它的门槛";
    ADVISE_ROW_GATES_OPEN: "gates of which it cannot be said", "尚无法判断的门槛";
    ADVISE_ROW_FOR: "criteria that speak for it", "支持它的准则";
    ADVISE_ROW_AGAINST: "criteria that speak against it", "反对它的准则";
    ADVISE_ROW_OPEN: "criteria of which it cannot be said", "尚无法判断的准则";
    ADVISE_ROW_SHARE: "share of the weight that speaks for it", "支持它的权重比例";
    ADVISE_ROW_WEEKS: "weeks to the first lot", "到首批交货的周数";
    ADVISE_GATES: "Gates: what closes a model, whatever else speaks for it", "门槛：不满足即否决该模式";
    ADVISE_CRITERIA: "Criteria: what speaks for a model (yes) and against it (no)", "准则：支持该模式（是）或反对（否）";
    ADVISE_WEIGHT: "{title} ({weight} %)", "{title}（{weight} %）";
    ADVISE_WEIGHT_PROPOSED: "{title} ({weight} %, a proposal)", "{title}（{weight} %，建议值）";
    ADVISE_AGAINST: "against {model}: {against}", "不利于 {model}：{against}";
    ADVISE_OF: "{models}: {text}", "{models}：{text}";
    ADVISE_HANGS: "{models} hangs on {text}", "{models} 取决于{text}";
    ADVISE_NEEDS: "? needs ", "? 需要 ";
    ADVISE_PHASES: "Weeks to the first lot, one phase after the other", "到首批交货的周数，各阶段依次进行";
    ADVISE_AS_GIVEN: "{text}, as the spec gives it", "{text}（按设计文件）";
    ADVISE_PROPOSED: "{text} (a proposal)", "{text}（建议值）";
    ADVISE_SOURCED: "{text}", "{text}";
    ADVISE_TOGETHER: "together", "合计";
    ADVISE_MONEY: "Money at stake", "涉及的费用";
    ADVISE_BASIS: "    basis: ", "    依据：";
    ADVISE_PAID: "    paid by: ", "    由谁承担：";
    ADVISE_QUOTED: "to be quoted", "待报价";
    ADVISE_NO_AMOUNT: "cannot be said yet", "尚无法判断";
    ADVISE_CHANGES: "What would change the answer", "怎样会改变结论";
    ADVISE_NOTHING_AGAINST: "{model}: nothing that is known stands against it", "{model}：已知内容中没有反对的";
    ADVISE_OPENS: "{does} (opens a gate: {of})", "{does}（可通过门槛：{of}）";
    ADVISE_MOVES: "{does} (moves {weight} %: {of})", "{does}（影响 {weight} %：{of}）";
    ADVISE_AS_WELL: "speaks against it as well: {against}", "另外不利的有：{against}";
    ADVISE_NO_QUESTIONS: "Questions: none is open", "问题：没有未答的";
    ADVISE_QUESTIONS: "Questions, in the order of how much their answers would change", "问题，按答复对结论的影响排列";
    ADVISE_LESS: "by themselves these change less or nothing: {fields}", "以下字段单独影响较小或没有影响：{fields}";
    ADVISE_SUCH_FIELDS: "{field} and {n} more such {n|field|fields}", "{field} 等另外 {n} 个同类字段";
    ADVISE_THEN: "{model} {share} %", "{model} {share} %";
    ADVISE_THEN_CLOSED: "{model} {gates} closed, {share} %", "{model} {gates}否决，{share} %";
    ADVISE_SHARES: "What each asks of whom", "各模式对双方的要求";
    ADVISE_OF_CLIENT: "    of the client: ", "    对客户：";
    ADVISE_OF_FACTORY: "    of the factory: ", "    对工厂：";
    ADVISE_FOOT: "{proposals} of the {all} figures behind this are proposals that no source gives; a factory puts its own in their place with --profile", "所依据的 {all} 个数值中有 {proposals} 个是没有来源的建议值；工厂可用 --profile 换成自己的";
    ADVISE_YES: "yes", "是";
    ADVISE_NO: "no", "否";
    ADVISE_LATER: "later", "以后";
    ADVISE_NOT_ASKED: "-", "-";
    ADVISE_UNSAID: "?", "?";
    GATES: "gate", "项门槛";

    // Changes that clear findings.
    SUGGEST_AT: "{message} at {at}", "{message}（{at}）";
    SUGGEST_SET: "{at}: {from}{to}", "{at}：{from}{to}";
    SUGGEST_MEANS: "{said} ({means})", "{said}（{means}）";
    SUGGEST_CHANGE: "  change  ", "  修改    ";
    SUGGEST_PERHAPS: "  perhaps ", "  或许    ";
    SUGGEST_AND: "     and  ", "    并且  ";
    SUGGEST_INSTEAD_HEAD: "  instead ", "  另需    ";
    SUGGEST_OPENS: "clears it and raises nothing, but leaves open {opens}", "能消除且不引起新问题，但以下各项无法判定：{opens}";
    SUGGEST_NO_CHANGE: "no change of the design clears it", "设计上的修改无法消除";
    SUGGEST_ONE_TRIED: "the change that was tried does harm or does not clear it", "试过的一个修改不能消除，或会引起新问题";
    SUGGEST_TRIED: "none of {n} changes clears it without harm", "试过 {n} 个修改，没有能无害消除的";
    SUGGEST_INSTEAD: "{tried}: {instead}", "{tried}：{instead}";
    SUGGEST_CLEARED_NONE: "cleared 0", "消除 0 个";
    SUGGEST_CLEARED: "cleared {n} ({places})", "消除 {n} 个（{places}）";
    SUGGEST_LOWERED: "{said}, made warnings of {n} ({places})", "{said}，{n} 个降为警告（{places}）";
    SUGGEST_ADVISED: "{said}, lowered {n} to advice ({places})", "{said}，{n} 个降为建议（{places}）";
    SUGGEST_SHORTENED: "{said}, left {n} with fewer things ({places})", "{said}，{n} 个涉及的内容减少（{places}）";
    SUGGEST_WORSENED: "{said}, made {n} worse that {n|stays|stay} ({places})", "{said}，仍存在的 {n} 个更严重（{places}）";
    SUGGEST_ASKS: "{said}, asks production for {n} more ({places})", "{said}，另有 {n} 项由量产方提供（{places}）";
    SUGGEST_AGAIN: "{said}; samples, builds or tests have to be made again ({places})", "{said}；样品、试制或测试须重做（{places}）";
    SUGGEST_ALSO: "{said}; the same stands at {places}", "{said}；{places} 处也是同一数值";
    SUGGEST_MORE: "{n} more with --all", "另有 {n} 个，用 `--all` 查看";
    SUGGEST_RAISED: "{said}, raised 0, opened 0", "{said}，新增 0 个，新增未判定 0 项";
    SUGGEST_RESTS: "{said}, rests on {n} unverified {n|figure|figures}", "{said}，依据 {n} 个未核实的数值";
    SUGGEST_SUM: "{answered} of {all} errors and warnings have a change that clears them or makes them milder; each was judged again by all checks", "{all} 个错误和警告中，{answered} 个有可消除或减轻的修改；每个修改都由全部检查重新判定过";

    // What is counted.
    FILES: "file", "个文件";
    DESIGNS: "design", "个设计";
    ERRORS: "error", "个错误";
    WARNINGS: "warning", "个警告";
    CHECKS: "check", "项检查";
    FINDINGS: "finding", "个问题";
    INTERNAL_ERRORS: "internal error", "个程序内部错误";
    CAUSES: "cause", "个原因";
    MORE_CAUSES: "more cause", "个原因";
    PROBLEMS: "problem", "个问题";
}

/// The columns of a sheet of limits.
pub(super) const SHEET_HEAD: [Phrase; 6] = [SHEET_NAME, SHEET_GIVEN, SHEET_HARD, SHEET_TARGET, CHECK_HEAD, SHEET_FIELD];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::{ALL, OPEN_NEEDS};
    use crate::report::tongue::Tongue;

    fn names(text: &str) -> BTreeSet<&str> {
        text.split('{')
            .skip(1)
            .filter_map(|rest| rest.split_once('}'))
            .map(|(name, _)| name.split('|').next().unwrap_or_default())
            .collect()
    }

    /// Whether words of English are left beside names, options and commands.
    fn english(text: &str) -> bool {
        let outside = text.split('`').step_by(2).collect::<String>();
        let outside = outside.split('{').map(|part| part.rsplit('}').next().unwrap_or_default()).collect::<String>();
        let mut words = outside.split(|c: char| !['-', '.'].contains(&c) && !c.is_ascii_alphabetic());
        // Options and files whose names begin with a point are the same in every language.
        words.any(|word| word.len() > 1 && !word.starts_with(['-', '.']) && word.to_ascii_uppercase() != word)
    }

    #[test]
    fn every_phrase_is_filled_in_with_the_same_in_all_languages() {
        assert!(ALL.len() >= 50, "{} phrases", ALL.len());
        for phrase in ALL {
            assert_eq!(names(phrase.en), names(phrase.zh), "{phrase:?}");
            assert!(!english(phrase.zh), "{phrase:?}");
        }
    }

    #[test]
    fn what_is_filled_in_is_not_read_for_names() {
        let said = OPEN_NEEDS.say(Tongue::Zh, &[("code", &"{at}"), ("at", &"parts.x"), ("needs", &"y")]);
        assert_eq!(said, "{at}，位置 parts.x，需要 y");
    }
}
