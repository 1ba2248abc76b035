// POST /context as ToolJump answers it, over Express and with what ToolJump has around its integrations: body parser,
// CORS, rate limit (with a limit that is never reached), token, and zod's look at the body and at each result. No log.
// node express_server.mjs TOKEN FOLDER PACKAGES; says {"port": N} when it listens.
import { createRequire } from "node:module";
import { join } from "node:path";
import { KEEP_ALIVE_MS, MAX_BODY, answer, loadFolder } from "./vm_answer.mjs";

const [token, folder, packages] = process.argv.slice(2);
const require = createRequire(join(packages, "package.json"));
const cors = require("cors");
const express = require("express");
const { rateLimit } = require("express-rate-limit");
const { z } = require("zod");

const WINDOW_MS = 60_000;
const TYPES = ["aws", "github", "generic"];
const ORIGINS = ["https://github.com", /\.console\.aws\.amazon\.com$/];

const Body = z.object({ type: z.enum(TYPES), url: z.string().url() }).passthrough();
const Status = z.enum(["important", "relevant", "success", "none"]).optional();
const Text = { content: z.string(), href: z.string().optional(), status: Status, icon: z.string().optional(), tooltip: z.string().min(1).max(500).optional() };
const Result = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), ...Text }),
  z.object({ type: z.literal("link"), ...Text }),
  z.object({ type: z.literal("dropdown"), ...Text, items: z.array(z.object(Text)) }),
]);

const integrations = loadFolder(folder);

const app = express();
app.disable("x-powered-by");
app.use(express.json({ limit: MAX_BODY }));
app.use(cors({ origin: ORIGINS }));
app.use(rateLimit({ windowMs: WINDOW_MS, limit: 1e9, standardHeaders: "draft-6", legacyHeaders: false }));
app.use((request, response, next) => {
  if (request.headers.authorization === `Bearer ${token}`) return next();
  response.status(401).json({ error: "Invalid token" });
});
app.post("/context", async (request, response) => {
  const body = Body.safeParse(request.body);
  if (!body.success) return response.status(400).json({ error: "Invalid request body", details: body.error.issues });
  const answered = await answer(integrations, body.data);
  response.json({ ...answered, data: answered.data.map((result) => Result.parse(result)) });
});

const server = app.listen(0, "127.0.0.1", () => process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`));
server.keepAliveTimeout = KEEP_ALIVE_MS;
process.stdin.on("end", () => process.exit()).resume(); // whoever started it is gone
