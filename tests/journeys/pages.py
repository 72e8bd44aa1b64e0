"""The main pages by who opens them: name of a member of the cast → addresses."""

from tests.journeys.conftest import Town


def visitor(town: Town) -> list[str]:
    return [
        "/",
        "/wishes/",
        "/wishes/?q=没有这样的心愿",
        f"/wishes/{town.published.code}/",
        f"/wishes/{town.closed.code}/",
        "/wishes/new/1/",
        "/wishes/new/2/",
        "/wishes/track/",
        "/centres/",
        f"/centres/{town.centre}/",
        "/projects/",
        "/projects/map/",
        f"/projects/{town.projects['noticed']}/",
        f"/projects/{town.projects['works']}/",
        f"/projects/{town.projects['works']}/follow/",
        "/projects/about/",
        f"/projects/{town.projects['closed']}/not-done/",
        "/projects/budget/",
        "/open-data/",
        "/proposals/",
        "/proposals/new/1/",
        "/proposals/track/",
        f"/proposals/{town.idea.code}/",
        "/calls/",
        f"/calls/{town.asking.code}/",
        "/ledger/",
        f"/ledger/?book={town.book}",
        "/ballots/",
        "/ballots/how/",
        "/ballots/check/",
        f"/ballots/{town.councils['ballot']}/",
        f"/ballots/{town.councils['result']}/",
        "/councils/",
        "/councils/here/",
        f"/councils/{town.cast.community.code}/",
        f"/councils/{town.cast.community.code}/charter/1/",
        f"/councils/meetings/{town.councils['evening']}/",
        f"/councils/elections/{town.councils['election']}/",
        "/account/login/",
        "/account/login/code/",
        "/account/password/reset/",
        "/help/",
        "/feedback/",
        "/community/",
        "/about/",
        "/about/privacy/",
        "/about/accessibility/",
    ]


def resident(town: Town) -> list[str]:
    code = town.fulfilled.code
    return [
        "/",
        "/wishes/new/",
        f"/wishes/{code}/",
        f"/wishes/{code}/confirm/",
        f"/wishes/{code}/slip/",
        "/proposals/new/",
        f"/proposals/{town.proposal.code}/",
        f"/proposals/{town.proposal.code}/slip/",
        "/volunteers/register/",
        "/volunteers/register/2/",
        "/me/",
        "/me/data/",
        "/me/data/1/",
        "/me/data/delete/",
        f"/ballots/{town.councils['ballot']}/",
        "/me/looks/",
        "/me/consents/",
        "/me/security/",
        "/inbox/",
        "/inbox/preferences/",
        "/inbox/preferences/1/",
    ]


def volunteer(town: Town) -> list[str]:
    return [
        "/desk/",
        "/volunteers/mine/",
        f"/wishes/{town.published.code}/claim/",
        f"/wishes/{town.claimed.code}/",
    ]


def clerk(town: Town) -> list[str]:
    return [
        "/desk/",
        "/wishes/manage/",
        f"/wishes/{town.submitted.code}/",
        f"/wishes/{town.verifying.code}/publish/",
        f"/wishes/{town.published.code}/invite/",
        "/wishes/new/for-somebody/",
        "/wishes/import/",
        "/proposals/manage/",
        f"/proposals/{town.idea.code}/",
        f"/proposals/{town.idea.code}/screen/",
        f"/proposals/{town.idea.code}/shortlist/",
        f"/proposals/{town.idea.code}/supporters/",
        "/proposals/new/for-somebody/",
        "/proposals/import/",
        "/calls/new/",
        "/volunteers/manage/",
        "/help/received/",
        f"/help/{town.call.code}/",
        "/centres/manage/",
        f"/centres/{town.centre}/edit/",
        f"/centres/{town.centre}/hours/",
        f"/centres/{town.centre}/rooms/",
        f"/centres/{town.centre}/photos/",
        "/deliveries/",
        "/councils/manage/",
        "/councils/manage/new/",
        f"/councils/manage/{town.cast.community.code}/",
        f"/councils/manage/{town.cast.community.code}/call/",
        f"/councils/manage/{town.cast.community.code}/elect/",
        f"/councils/manage/meetings/{town.councils['evening']}/",
        f"/councils/manage/elections/{town.councils['election']}/",
        "/ballots/manage/new/",
        "/ballots/manage/files/",
        f"/ballots/manage/files/{town.councils['tally']}/",
        f"/ballots/manage/{town.councils['draft_ballot']}/",
        f"/ballots/manage/{town.councils['ballot']}/",
        f"/ballots/manage/{town.councils['ballot']}/table/",
        f"/ballots/manage/{town.councils['ballot']}/piles/",
        f"/ballots/manage/{town.councils['ballot']}/piles/1/",
        "/projects/manage/",
        f"/projects/manage/{town.projects['works']}/",
        f"/projects/manage/{town.projects['works']}/progress/",
        f"/projects/manage/{town.projects['works']}/gifts/new/",
        f"/projects/manage/{town.projects['noticed']}/",
        f"/projects/manage/{town.projects['buying']}/step/sign_contract/",
        "/projects/manage/vendors/",
        f"/projects/manage/{town.projects['closed']}/",
        f"/projects/manage/{town.projects['closed']}/upkeep/visit/",
        f"/projects/manage/{town.projects['works']}/ratings/new/",
        "/projects/manage/concentration/",
        "/projects/manage/contracts/",
        "/funds/exceptions/",
    ]


def district_admin(town: Town) -> list[str]:
    code = town.cast.district.code
    return [
        "/desk/",
        "/dashboard/",
        f"/dashboard/{code}/rows/wishes.submitted/",
        "/reports/",
        "/wishes/settings/",
        "/projects/manage/settings/",
        "/funds/caps/",
        f"/reports/{town.report.code}/",
        "/feedback/received/",
        f"/feedback/{town.feedback.code}/",
    ]


def finance_officer(town: Town) -> list[str]:
    return [
        "/funds/",
        f"/funds/{town.book}/",
        f"/funds/{town.book}/allocate/",
        "/funds/open/",
        "/funds/programmes/",
    ]


def system_admin(town: Town) -> list[str]:
    return ["/staff/abilities/"]


VISITORS = {
    "visitor": visitor,
    "resident": resident,
    "volunteer": volunteer,
    "clerk": clerk,
    "district_admin": district_admin,
    "finance_officer": finance_officer,
    "system_admin": system_admin,
}
