"""What the database itself does and refuses, whoever writes to the ledger.

`link` gives an entry its number, the balances after it and its hash; nothing the writer says
about these counts. `no_overspend` refuses what an account does not hold. Both see the book
alone, because the first thing `link` does is lock it.
"""

import pgtrigger

# Account names are a closed set checked by a constraint, so they may be keys of the balances.
_LINK = """
    SELECT b.code INTO book_code FROM projects_fundallocation b
     WHERE b.id = NEW.book_id {lock};
    SELECT e.seq, e.hash, e.balances INTO head FROM projects_ledgerentry e
     WHERE e.book_id = NEW.book_id ORDER BY e.seq DESC LIMIT 1;
    SELECT p.code INTO project_code FROM projects_microproject p WHERE p.id = NEW.project_id;
    NEW.seq := coalesce(head.seq, 0) + 1;
    NEW.previous_hash := coalesce(head.hash, repeat('0', 64));
    NEW.at := clock_timestamp();
    NEW.nonce := gen_random_uuid();
    NEW.by_mark := encode(sha256(convert_to(
        NEW.nonce::text || ':' || coalesce(NEW.by_id::text, ''), 'UTF8')), 'hex');
    kept := coalesce(head.balances, jsonb_build_object());
    kept := kept || jsonb_build_object(
        NEW.from_account, coalesce((kept->>NEW.from_account)::numeric, 0) - NEW.amount);
    NEW.balances := kept || jsonb_build_object(
        NEW.to_account, coalesce((kept->>NEW.to_account)::numeric, 0) + NEW.amount);
    -- the canonical text of projects/funding/chain.py, line for line
    NEW.hash := encode(sha256(convert_to(array_to_string(ARRAY[
        'linli-ledger-1', book_code, NEW.seq::text, NEW.kind, NEW.from_account, NEW.to_account,
        NEW.amount::text, project_code, NEW.contribution_id::text, NEW.memo, NEW."on"::text,
        to_char(NEW.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        NEW.by_role, NEW.by_mark, NEW.previous_hash], E'\\n', ''), 'UTF8')), 'hex');
    RETURN NEW;
"""
_NO_OVERSPEND = """
    IF NEW.from_account IN ('appropriation', 'donors') THEN RETURN NULL; END IF;
    IF (NEW.balances->>NEW.from_account)::numeric < 0 THEN
        RAISE EXCEPTION 'overspend: % of book % would be %', NEW.from_account, NEW.book_id,
            NEW.balances->>NEW.from_account
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_no_overspend';
    END IF;
    IF NEW.project_id IS NOT NULL AND NEW.from_account <> 'available' THEN
        SELECT sum(CASE WHEN e.to_account = NEW.from_account THEN e.amount ELSE 0 END
                 - CASE WHEN e.from_account = NEW.from_account THEN e.amount ELSE 0 END)
          INTO held FROM projects_ledgerentry e
         WHERE e.project_id = NEW.project_id AND e.book_id = NEW.book_id;
        IF held < 0 THEN
            RAISE EXCEPTION 'overspend: % of project % in book % would be %',
                NEW.from_account, NEW.project_id, NEW.book_id, held
                USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_no_overspend';
        END IF;
    END IF;
    RETURN NULL;
"""


def append_only() -> list[pgtrigger.Trigger]:
    """No row is changed or removed, not even all at once."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name="not_emptied",
            operation=pgtrigger.Truncate,
            when=pgtrigger.Before,
            level=pgtrigger.Statement,
            func="RAISE EXCEPTION 'the ledger is never emptied';",
        ),
    ]


def ledger_triggers() -> list[pgtrigger.Trigger]:
    """Of `LedgerEntry`. A later transaction waits for the book until the earlier one ends."""
    return [
        pgtrigger.Trigger(
            name="link",
            operation=pgtrigger.Insert,
            when=pgtrigger.Before,
            declare=[
                ("book_code", "text"),
                ("project_code", "text"),
                ("head", "record"),
                ("kept", "jsonb"),
            ],
            func=_LINK.format(lock="FOR NO KEY UPDATE"),
        ),
        pgtrigger.Trigger(
            name="no_overspend",
            operation=pgtrigger.Insert,
            when=pgtrigger.After,
            declare=[("held", "numeric")],
            func=_NO_OVERSPEND,
        ),
        *append_only(),
    ]
