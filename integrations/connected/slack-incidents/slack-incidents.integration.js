// A repository's Slack channel, and what was said about it in the incidents channel in the last days.

const MOST = 10; // incidents to show
const WHY = {
  invalid_auth: "the token is wrong",
  missing_scope: "the token lacks channels:history",
  not_in_channel: "invite the app to the incidents channel",
  channel_not_found: "the channel's id in slack-incidents.data.yml is wrong, or the app is not in it",
};

async function messagesSince(oldest, channel, token) {
  const query = new URLSearchParams({ channel, oldest: String(oldest), limit: "100" });
  const response = await fetch(`https://slack.com/api/conversations.history?${query}`, {
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(4000),
  });
  if (response.status === 429)
    throw new Error(`Slack is asked too often: again in ${response.headers.get("retry-after")} s`);
  if (!response.ok) throw new Error(`Slack answers ${response.status}: try again later`);
  const answer = await response.json(); // Slack says in the body what went wrong, with status 200
  if (!answer.ok) throw new Error(`Slack answers ${answer.error}: ${WHY[answer.error] ?? "see api.slack.com"}`);
  return answer.messages;
}

// "<https://x.example|Checkout> fails, <@U1>" -> "Checkout fails, @someone"
function plain(text) {
  return text
    .replace(/<@[^>]*>/g, "@someone")
    .replace(/<[^|>]*\|([^>]*)>/g, "$1")
    .replace(/<([^>]*)>/g, "$1")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

function shorten(text) {
  const [line] = text.split("\n");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}

module.exports = {
  metadata: {
    name: "slack-incidents",
    description: "A repository's Slack channel and its recent incidents",
    match: {
      contextType: "github",
      context: { "page.repository": { exists: true } },
    },
    requiredSecrets: ["SLACK_TOKEN"],
    permissions: {
      net: ["GET slack.com/api/conversations.history"],
      secrets: ["SLACK_TOKEN"],
    },
    priority: 400,
    cache: 120,
  },

  run: async function (context, secrets, dataFiles) {
    const { workspace, incidents, days, repositories } = dataFiles.find((file) => file.id === "slack-incidents").data;
    const own = repositories[context.page.repository];
    if (own === undefined) return [];

    const { id, name } = own.channel;
    const channel = { type: "link", content: name, href: `${workspace}/archives/${id}`, icon: "slack" };
    const oldest = Math.floor(Date.now() / 1000) - days * 24 * 60 * 60;
    const messages = await messagesSince(oldest, incidents, secrets.SLACK_TOKEN);
    const words = new RegExp(own.words.map((word) => word.replace(/\W/g, "\\$&")).join("|"), "i");
    const about = messages.filter(({ subtype, text }) => subtype === undefined && words.test(text));
    if (about.length === 0) return channel;

    const items = about.slice(0, MOST).map(({ ts, text }) => ({
      content: shorten(plain(text)),
      href: `${workspace}/archives/${incidents}/p${ts.replace(".", "")}`,
      tooltip: new Date(ts * 1000).toUTCString(),
    }));
    const content = `${about.length} incident${about.length > 1 ? "s" : ""} in ${days} days`;
    return [channel, { type: "dropdown", content, status: "relevant", items, icon: "slack" }];
  },
};
