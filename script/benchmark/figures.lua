-- what wrk tells measuring.py, one figure a line; an answer other than 200 is an error
-- with FRESH set no two requests are alike, so nothing is answered from what was kept
local fresh, n = os.getenv("FRESH"), 0
if fresh then
  request = function()
    n = n + 1
    return wrk.format(nil, wrk.path .. "&fresh=" .. fresh .. n)
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
