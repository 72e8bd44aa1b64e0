"""`script/bench`: the portal beside a bare server, on the same data, in one run."""
