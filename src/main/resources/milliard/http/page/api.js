/** The JSON API of this server. */

/** An answer that is a problem (RFC 9457). */
export class Problem extends Error {
  constructor(problem) {
    super(problem.detail ?? problem.title);
    this.problem = problem;
  }
}

async function answer(response) {
  const body = await response.json().catch(() => ({ title: response.statusText, status: response.status }));
  if (!response.ok) throw new Problem(body);
  return body;
}

let current = new AbortController();

/** Gives up what was asked for the page before. */
export function leave() {
  current.abort();
  current = new AbortController();
}

function address(path, parameters) {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(parameters)) if (value !== "" && value != null) query.set(key, value);
  const text = query.toString();
  return `/api/v1/${path}${text ? `?${text}` : ""}`;
}

export async function get(path, parameters = {}, signal = current.signal) {
  return answer(await fetch(address(path, parameters), { signal, headers: { Accept: "application/json" } }));
}

export async function extract(request) {
  return answer(
    await fetch("/api/v1/extract?explain=true", {
      method: "POST",
      signal: current.signal,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request),
    }),
  );
}

export { address };
