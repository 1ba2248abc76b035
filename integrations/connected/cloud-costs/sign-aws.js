// A signature for AWS (Signature Version 4), for one JSON request without a query. The keys are placeholders: the
// server signs again with the real ones, if skerry.toml says sign = "aws-sigv4".
// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
const { createHash, createHmac } = require("crypto");

const sha256 = (text) => createHash("sha256").update(text).digest("hex");
const hmac = (key, text) => createHmac("sha256", key).update(text).digest();

// The headers of a POST to https://host/ that has this body.
exports.signedHeaders = function signedHeaders({ host, region, service, target, body, keyId, secretKey, now }) {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, ""); // 20260101T000000Z
  const day = time.slice(0, 8);
  const headers = {
    "content-type": "application/x-amz-json-1.1",
    host,
    "x-amz-date": time,
    "x-amz-target": target,
  };
  const names = Object.keys(headers).join(";");
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`);
  const canonical = ["POST", "/", "", lines.join(""), names, sha256(body)].join("\n");

  const scope = `${day}/${region}/${service}/aws4_request`;
  const key = [day, region, service, "aws4_request"].reduce(hmac, `AWS4${secretKey}`);
  const signature = hmac(key, ["AWS4-HMAC-SHA256", time, scope, sha256(canonical)].join("\n")).toString("hex");
  const { host: _, ...sent } = headers; // the server sets it
  return {
    ...sent,
    authorization: `AWS4-HMAC-SHA256 Credential=${keyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
};
