// POST /context as ToolJump answers it, on plain node:http, faster than ToolJump's own way.
// node vm_server.mjs TOKEN FOLDER; says {"port": N} when it listens.
import { createServer } from "node:http";
import { KEEP_ALIVE_MS, MAX_BODY, answer, loadFolder } from "./vm_answer.mjs";

const [token, folder] = process.argv.slice(2);
const integrations = loadFolder(folder);

function send(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, { "Content-Type": "application/json; charset=utf-8", "Content-Length": Buffer.byteLength(body) });
  response.end(body);
}

async function body(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) throw new RangeError("the body is too large");
    chunks.push(chunk);
  }
  return JSON.parse(Buffer.concat(chunks).toString("utf8"));
}

const server = createServer(async (request, response) => {
  if (request.headers.authorization !== `Bearer ${token}`) return send(response, 401, { error: "Invalid token" });
  if (request.method !== "POST" || request.url !== "/context") return send(response, 404, { error: "Not found" });
  try {
    send(response, 200, await answer(integrations, await body(request)));
  } catch (error) {
    send(response, 400, { error: String(error) });
  }
});
server.keepAliveTimeout = KEEP_ALIVE_MS;
server.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`));
process.stdin.on("end", () => process.exit()).resume(); // whoever started it is gone
