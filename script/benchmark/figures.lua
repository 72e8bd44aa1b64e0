-- what wrk tells measuring.py, one figure a line; an answer other than 2xx or 3xx is an error
-- with FRESH set no two requests are alike, so nothing is answered from what was kept
-- with VOTES set every request is the vote of another person: a line of token, tab, body
local fresh, votes, n = os.getenv("FRESH"), os.getenv("VOTES"), 0
if fresh then
  request = function()
    n = n + 1
    local joint = wrk.path:find("?", 1, true) and "&" or "?"
    return wrk.format(nil, wrk.path .. joint .. "fresh=" .. fresh .. n)
  end
elseif votes then
  local lines = {}
  for line in io.lines(votes) do
    lines[#lines + 1] = line
  end
  request = function()
    n = n + 1
    local token, body = lines[n]:match("^(.-)\t(.*)$")
    local headers = {["Authorization"] = "Bearer " .. token, ["Content-Type"] = "application/json"}
    return wrk.format("POST", nil, headers, body)
  end
end

function done(summary, latency, requests)
  local e = summary.errors
  io.write(string.format("rps=%.1f\n", summary.requests / summary.duration * 1e6))
  io.write(string.format("requests=%d\n", summary.requests))
  io.write(string.format("p50=%.2f\n", latency:percentile(50) / 1000))
  io.write(string.format("p95=%.2f\n", latency:percentile(95) / 1000))
  io.write(string.format("errors=%d\n", e.connect + e.read + e.write + e.status + e.timeout))
end
