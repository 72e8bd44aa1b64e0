"""Accessibility checks with axe-core for browser tests."""

from pathlib import Path
from typing import Any

AXE = Path(__file__).parent / "vendor/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Contrast is judged also where there are pseudo-elements: axe would give up there, and look for
# them in every ancestor.
STRICT = "axe.configure({checks: [{id: 'color-contrast', options: {ignorePseudo: true}}]})"
# Only what is wrong is asked for: where each sound element stands need not be told.
RUN = """rules => axe.run(document, {
    runOnly: rules, resultTypes: ['violations'], selectors: false, preload: {assets: ['media']},
}).then(result => result.violations.map(v => ({
    id: v.id, impact: v.impact, help: v.help, nodes: v.nodes.map(n => n.html.slice(0, 160)),
})))"""


# With JavaScript switched off no timer rings, and axe would wait for one for ever.
AT_ONCE = """if (matchMedia('(scripting: none)').matches) window.setTimeout = then => {
    Promise.resolve().then(then);
};"""


def source() -> str:
    """axe as a script; a page that is read at many addresses takes it with `add_init_script`."""
    return f"{AT_ONCE}{AXE.read_text(encoding='utf-8')};{STRICT}"


def violations(page: Any) -> list[dict[str, Any]]:
    """What axe finds on the Playwright page as it stands; loaded past the CSP, as a tester may."""
    if not page.evaluate("typeof axe !== 'undefined'"):
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": source()})
        session.detach()
    found: list[dict[str, Any]] = page.evaluate(RUN, RULES)
    return found


def assert_accessible(page: Any) -> None:
    """Fails with the rule and the first elements that break it."""
    found = violations(page)
    lines = [
        f"{v['id']} ({v['impact']}): {v['help']}\n    " + "\n    ".join(v["nodes"][:3])
        for v in found
    ]
    assert not found, f"{page.url}\n" + "\n".join(lines)
