"""State diagrams and tables, drawn from the transition tables themselves."""

from django.utils.translation import override

from core.workflow.table import Hours, State, Workflow, WorkingDays


def limit_of(state: State) -> str:
    """The state's limit in words."""
    match state.limit:
        case WorkingDays(days):
            return "working days, set by area" if callable(days) else f"{days} working days"
        case Hours(hours):
            if callable(hours):
                return "days, set by area"
            return f"{hours // 24} days" if hours % 24 == 0 else f"{hours} hours"
    if state.stops_clock:
        return "clock stopped"
    return "–"


def mermaid(workflow: Workflow) -> str:
    """The diagram of one workflow."""
    lines = ["stateDiagram-v2", f"    [*] --> {workflow.initial}: {workflow.start}"]
    for arrow in workflow.transitions:
        lines += [f"    {s} --> {arrow.leads_to(s)}: {arrow.name}" for s in arrow.sources]
    leaving = {s for arrow in workflow.transitions for s in arrow.sources}
    lines += [f"    {s.name} --> [*]" for s in workflow.states if s.name not in leaving]
    return "\n".join(lines)


def page(workflow: Workflow) -> str:
    """The documentation page of one workflow, in English with the Chinese terms."""
    with override("zh-hans"):
        chinese = {s.name: str(s.label) for s in workflow.states}
        verbs = {t.name: str(t.label) for t in workflow.transitions}
    out = [f"# {workflow.kind}", "", "Drawn by `manage.py draw_workflows`.", ""]
    out += ["```mermaid", mermaid(workflow), "```", "", "## States", ""]
    out += ["| state | 中文 | limit | waits for |", "|---|---|---|---|"]
    out += [
        f"| `{s.name}` | {chinese[s.name]} | {limit_of(s)} | {s.waits_for or '–'} |"
        for s in workflow.states
    ]
    out += ["", "## Transitions", ""]
    out += ["| transition | 中文 | from | to | who | demands |", "|---|---|---|---|---|---|"]
    for t in workflow.transitions:
        demands = ["a reason"] if t.note_required else []
        if t.different_person_from:
            demands.append(f"a different person from {', '.join(t.different_person_from)}")
        demands += [g.__name__.replace("_", " ") for g in t.guards]
        out.append(
            f"| `{t.name}` | {verbs[t.name]} | {', '.join(t.sources)} | {t.target or 'the same'} "
            f"| {t.permit.name} | {'; '.join(demands) or '–'} |"
        )
    return "\n".join(out) + "\n"
