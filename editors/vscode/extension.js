// Starts `caseproof lsp` for YAML files and shows what a check says in full. All else is the server's.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

const SCHEME = "caseproof-check";

/** The texts of checks that were asked for, by their codes. */
const explained = new Map();
let client;

function settings() {
  const own = vscode.workspace.getConfiguration("caseproof");
  return { command: own.get("path"), args: ["lsp", ...own.get("arguments")] };
}

async function show(code, text) {
  explained.set(code, text);
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${code}.txt` });
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri), { preview: true });
}

/** What a check says is shown as a text of its own rather than as a message. */
async function executeCommand(command, args, next) {
  const result = await next(command, args);
  if (command === "caseproof.explain" && typeof result === "string") {
    await show(String(args[0]), result);
  }
  return result;
}

async function start() {
  client = new LanguageClient("caseproof", "caseproof", settings(), {
    documentSelector: [{ language: "yaml" }],
    initializationOptions: { showsExplanations: true },
    middleware: { executeCommand },
  });
  await client.start();
}

async function activate(context) {
  const provider = { provideTextDocumentContent: (uri) => explained.get(uri.path.slice(1, -".txt".length)) ?? "" };
  context.subscriptions.push(
    vscode.workspace.registerTextDocumentContentProvider(SCHEME, provider),
    vscode.commands.registerCommand("caseproof.restart", async () => {
      await client?.stop();
      await start();
    }),
  );
  await start();
}

async function deactivate() {
  await client?.stop();
}

module.exports = { activate, deactivate };
