"""Who may ask what: every address, with what each of the cast is answered.

One line an address: its name and the values of its blanks (`@wish` stands for something of the
scene), then GET, then POST without a body. An answer is a status, or `login` for being led to
sign in: `404 people finance, 200 else`. 404 is out of scope,
403 is lacking the ability. `secretary`, `leader` and `supervisor` are answered like clerk,
street and auditor unless a line names them.
"""

PEOPLE = "stranger resident volunteer housekeeper"
STAFF = "clerk neighbour street admin finance auditor system"

TABLE = """
health:healthz | 200/503 | 200/503
health:readyz | 200 | 200
health:metrics | 200 | 200
ui:elder | 302 | 302
ui:language code=en | 302 | 302
ui:styleguide | 200 | 200
ui:styleguide_progress done=1 | 200 | 200
account_login | 200 visitor, 302 else | 200 visitor, 302 else
account_request_login_code | 200 visitor, 302 else | 200 visitor, 302 else
account_confirm_login_code | login visitor, 302 else | login visitor, 302 else
account_signup | login | login
account_logout | 302 visitor, 200 else | 302
account_inactive | 200 | 405
account_reauthenticate | login visitor, 403 else | login visitor, 403 else
account_change_password | login visitor, 302 else | login visitor, 302 else
account_set_password | login visitor, 200 else | login visitor, 200 else
account_reset_password | 200 | 405
account_change_phone | login visitor, 200 else | login visitor, 200 else
account_verify_phone | login visitor, 302 else | login visitor, 302 else
mfa_index | login visitor, 200 else | login visitor, 405 else
mfa_authenticate | login visitor, 302 else | login visitor, 302 else
mfa_reauthenticate | login visitor, 403 else | login visitor, 403 else
mfa_activate_totp | login visitor, 200 else | login visitor, 200 else
mfa_deactivate_totp | login visitor, 404 else | login visitor, 404 else
mfa_view_recovery_codes | login visitor, 404 else | login visitor, 405 else
mfa_generate_recovery_codes | login visitor, 200 else | login visitor, 200 else
mfa_download_recovery_codes | login visitor, 404 else | login visitor, 404 else
usersessions_list | login visitor, 200 else | login visitor, 302 else
abilities
    | login visitor, 200 admin auditor system leader, 404 supervisor, 404 else
    | login visitor, 405 admin auditor system leader, 404 supervisor, 404 else
notices:inbox | login visitor, 200 else | login visitor, 405 else
notices:read_all | login visitor, 405 else | login visitor, 302 else
notices:preferences | login visitor, 200 else | login visitor, 302 else
notices:preferences_step number=1 | login visitor, 200 else | login visitor, 302 else
notices:open pk=@notice | login visitor, 405 else | login visitor, 302 resident, 404 else
notices:outbox
    | login visitor, 200 clerk neighbour street admin system, 404 leader, 404 else
    | login visitor, 405 else
notices:decide pk=@delivery
    | login visitor, 405 else
    | login visitor, 400 clerk street admin, 404 leader, 404 else
privacy:reveal label=volunteers.microwish ref=@hidden field=contact_phone
    | login visitor, 200 resident clerk, 404 else
    | login visitor, 400 resident clerk, 404 else
files:image pk=@image | 200 | 405
files:thumbnail pk=@image | 200 | 405
desk:today | login visitor, 200 else | login visitor, 405 else
dashboard:board | login visitor, 404 people system, 200 else | login visitor, 405 else
dashboard:area code=@community
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 else
dashboard:export code=@community form=csv
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 else
dashboard:rows code=@community name=wishes.unclaimed
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 else
reports:list
    | login visitor, 404 people system, 200 else
    | login visitor, 403 finance auditor, 400 clerk neighbour street admin, 404 else
reports:detail code=@report
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 else
reports:again code=@report
    | login visitor, 405 else
    | login visitor, 403 finance auditor, 302 clerk street admin, 404 else
reports:download code=@report form=pdf
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 else
me:home | login visitor, 200 else | login visitor, 405 else
me:data | login visitor, 200 else | login visitor, 200 else
me:data_step number=1 | login visitor, 200 else | login visitor, 302 else
me:download | login visitor, 200 else | login visitor, 405 else
me:delete | login visitor, 200 else | login visitor, 200 else
me:looks | login visitor, 200 else | login visitor, 405 else
me:consents | login visitor, 200 else | login visitor, 405 else
me:withdraw purpose=wishes.wish | login visitor, 405 else | login visitor, 302 else
me:security | login visitor, 200 else | login visitor, 405 else
directory:list | 200 | 405
directory:nearest | 405 | 400
directory:manage
    | login visitor, 200 clerk neighbour street admin, 404 else
    | login visitor, 405 else
directory:new
    | login visitor, 200 clerk neighbour street admin, 404 else
    | login visitor, 200 clerk neighbour street admin, 404 else
directory:detail pk=@centre | 200 | 405
directory:sheet pk=@centre | 200 | 405
directory:edit pk=@centre
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 200 clerk street admin, 404 else
directory:hours pk=@centre
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 200 clerk street admin, 404 else
directory:exception pk=@centre
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 200 clerk street admin, 404 else
directory:end_exception pk=@centre exception=@exception
    | login visitor, 405 else
    | login visitor, 302 clerk street admin, 404 else
directory:rooms pk=@centre
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 405 else
directory:new_room pk=@centre
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 200 clerk street admin, 404 else
directory:room pk=@centre room=@room
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 200 clerk street admin, 404 else
directory:photos pk=@centre
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 200 clerk street admin, 404 else
directory:remove_photo pk=@centre photo=@photo
    | login visitor, 405 else
    | login visitor, 302 clerk street admin, 404 else
wishes:wall | 200 | 405
wishes:new | 200 | 400
wishes:step number=1 | 200 | 400
wishes:for_others | login visitor, 200 else | login visitor, 400 else
wishes:for_others_step number=1 | login visitor, 200 else | login visitor, 400 else
wishes:made | 302 | 405
wishes:track | 200 | 400
wishes:track_step number=1 | 200 | 400
wishes:tracked | 302 | 405
wishes:tracked_step transition=withdraw | 405 | 404
wishes:manage
    | login visitor, 200 clerk neighbour street admin auditor, 404 supervisor, 404 else
    | login visitor, 405 clerk neighbour street admin auditor, 404 supervisor, 404 else
wishes:export form=csv
    | login visitor, 200 clerk neighbour street admin auditor, 404 supervisor, 404 else
    | login visitor, 405 clerk neighbour street admin auditor, 404 supervisor, 404 else
wishes:import
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
wishes:take_in
    | login visitor, 405 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
wishes:imported key=@nothing
    | login visitor, 404 else
    | login visitor, 405 clerk neighbour, 404 else
wishes:import_list form=xlsx
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 405 clerk neighbour, 404 else
wishes:settings | login visitor, 200 admin, 404 else | login visitor, 302 admin, 404 else
wishes:invite code=@wish
    | login visitor, 200 clerk, 404 else
    | login visitor, 302 clerk, 404 else
wishes:guardian code=@child
    | login visitor, 200 clerk, 404 else
    | login visitor, 200 clerk, 404 else
wishes:detail code=@wish | 200 | 405
wishes:edit code=@hidden
    | login visitor, 200 resident clerk, 404 else
    | login visitor, 400 resident clerk, 404 else
wishes:slip code=@hidden | 200 resident clerk, 404 else | 405
wishes:thank code=@hidden | login visitor, 404 else | login visitor, 404 else
wishes:privacy code=@hidden | 405 | login visitor, 302 resident clerk, 404 else
wishes:transition code=@hidden transition=take_up
    | login visitor, 200 clerk, 403 resident street admin auditor, 404 supervisor, 404 else
    | login visitor, 302 clerk, 403 resident street admin auditor, 404 supervisor, 404 else
housekeepers:register | login visitor, 200 else | login visitor, 200 else
housekeepers:step number=1 | login visitor, 200 else | login visitor, 400 else
housekeepers:mine | login visitor, 200 volunteer housekeeper, 302 else | login visitor, 405 else
housekeepers:leave | login visitor, 405 else | login visitor, 302 volunteer housekeeper, 404 else
housekeepers:manage
    | login visitor, 200 clerk neighbour street admin auditor, 404 supervisor, 404 else
    | login visitor, 405 else
housekeepers:appoint pk=@volunteer
    | login visitor, 200 clerk, 404 else
    | login visitor, 200 clerk, 404 else
housekeepers:end_term pk=@term | login visitor, 405 else | login visitor, 302 clerk, 404 else
funding:verify | 200 | 405
funding:download form=csv | 200 | 405
funding:download_book code=@book form=json | 200 | 405
funding:seals | 200 | 405
funding:verifier | 200 | 405
funding:list
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
funding:book code=@book
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
funding:export code=@book form=csv
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
funding:open | login visitor, 200 finance, 404 else | login visitor, 200 finance, 404 else
funding:allocate code=@book
    | login visitor, 200 finance, 404 else
    | login visitor, 200 finance, 404 else
funding:carry_over code=@book
    | login visitor, 200 finance, 404 else
    | login visitor, 400 finance, 404 else
funding:programmes
    | login visitor, 200 finance, 404 else
    | login visitor, 200 finance, 404 else
funding:programme pk=@programme
    | login visitor, 200 finance, 404 else
    | login visitor, 200 finance, 404 else
funding:caps
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 200 admin, 404 else
funding:exceptions
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
funding:exception pk=@cap_exception
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 200 admin leader, 404 else
funding:request_exception code=@project
    | login visitor, 200 clerk street, 404 leader, 404 else
    | login visitor, 200 clerk street, 404 leader, 404 else
delivery:manage
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:export form=csv
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:settings
    | login visitor, 200 admin, 404 else
    | login visitor, 302 admin, 404 else
delivery:vendors
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:new_vendor
    | login visitor, 200 clerk neighbour street, 404 else
    | login visitor, 200 clerk neighbour street, 404 else
delivery:vendor pk=@vendor
    | login visitor, 200 clerk neighbour street, 404 else
    | login visitor, 200 clerk neighbour street, 404 else
delivery:file code=@works
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:sheet code=@works
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:edit code=@works
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:quotation code=@buying
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:remove_quotation code=@buying pk=@offer
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 302 clerk, 404 else
delivery:declaration code=@buying
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:milestone code=@works
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:reached code=@works pk=@milestone
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:drop_milestone code=@works pk=@milestone
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 302 clerk, 404 else
delivery:progress code=@works
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:answer code=@noticed pk=@objection
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:transition code=@works transition=report_completion
    | login visitor, 200 clerk, 403 street admin finance auditor, 404 else
    | login visitor, 400 clerk, 403 street admin finance auditor, 404 else
delivery:object code=@noticed | 200 | 400
delivery:checks
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:splits
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:concentration
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:concentration_export form=csv
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:contracts
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:contracts_export form=csv
    | login visitor, 200 clerk neighbour street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:check code=@check
    | login visitor, 200 clerk street admin finance auditor, 404 else
    | login visitor, 405 clerk neighbour street admin finance auditor, 404 else
delivery:check_transition code=@check transition=look
    | login visitor, 200 street supervisor, 403 clerk admin finance auditor, 404 else
    | login visitor, 302 leader supervisor, 403 clerk street admin finance auditor, 404 else
delivery:flag pk=@split
    | login visitor, 200 leader, 404 else
    | login visitor, 400 leader, 404 else
delivery:acceptance code=@works
    | login visitor, 302 street, 404 else
    | login visitor, 302 street, 404 else
delivery:pledge code=@works
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:gift_received code=@works pk=@gift
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:gift_cancel code=@works pk=@gift
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:receipt code=@works
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:enter_rating code=@works
    | login visitor, 200 clerk street, 404 else
    | login visitor, 400 clerk street, 404 else
delivery:duty code=@closed
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:visit code=@closed
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:look_back code=@closed
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
delivery:spot_check code=@closed
    | login visitor, 405 auditor, 404 else
    | login visitor, 302 auditor, 404 else
delivery:not_done code=@closed | 200 | 400
delivery:rate code=@works
    | login visitor, 410 else
    | login visitor, 410 else
delivery:confirm code=@works
    | login visitor, 410 else
    | login visitor, 410 else
proposals:list | 200 | 405
proposals:new | 200 | 400
proposals:step number=1 | 200 | 400
proposals:for_others
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
proposals:similar | 405 | 200
proposals:made | 302 | 405
proposals:track | 200 | 400
proposals:track_step number=1 | 200 | 400
proposals:tracked | 302 | 405
proposals:tracked_step transition=withdraw | 405 | 404
proposals:manage
    | login visitor, 200 clerk neighbour street admin auditor, 404 else
    | login visitor, 405 clerk neighbour street admin auditor, 404 else
proposals:export form=csv
    | login visitor, 200 clerk neighbour street admin auditor, 404 else
    | login visitor, 405 clerk neighbour street admin auditor, 404 else
proposals:import
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
proposals:take_in
    | login visitor, 405 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
proposals:imported key=@nothing
    | login visitor, 404 else
    | login visitor, 405 clerk neighbour, 404 else
proposals:import_list form=xlsx
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 405 clerk neighbour, 404 else
proposals:screen code=@proposal
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
proposals:refer_on code=@proposal
    | login visitor, 404 else
    | login visitor, 404 else
proposals:supporters code=@proposal
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
proposals:detail code=@idea | 200 | 405
proposals:edit code=@proposal
    | login visitor, 200 resident clerk, 404 else
    | login visitor, 400 resident clerk, 404 else
proposals:slip code=@proposal | 200 resident clerk, 404 else | 405
proposals:support code=@idea | 405 | login visitor, 302 else
proposals:transition code=@proposal transition=take_up
    | login visitor, 200 clerk, 403 resident street admin auditor, 404 else
    | login visitor, 302 clerk, 403 resident street admin auditor, 404 else
calls:list | 200 | 405
calls:new
    | login visitor, 200 clerk neighbour street admin, 404 else
    | login visitor, 400 clerk neighbour street admin, 404 else
calls:detail code=@asking | 200 | 405
calls:edit code=@asking
    | login visitor, 200 clerk street admin, 404 else
    | login visitor, 400 clerk street admin, 404 else
calls:turn code=@asking verb=publish
    | login visitor, 405 clerk neighbour street admin, 404 else
    | login visitor, 302 clerk street admin, 404 else
disclosure:list | 200 | 405
disclosure:map | 200 | 405
disclosure:about | 200 | 405
disclosure:feed | 200 | 405
disclosure:budget | 200 | 405
disclosure:budget_of code=@community | 200 | 405
disclosure:entries code=@community figure=paid | 200 | 405
disclosure:project code=@works | 200 | 405
disclosure:poster code=@works | 200 | 405
disclosure:follow code=@works | 200 visitor, 302 else | 400 visitor, 302 else
disclosure:open_data | 200 | 405
disclosure:budget_data code=@community form=csv | 200 | 405
disclosure:download form=csv | 200 | 405
disclosure:ideas_data name=calls form=csv | 200 | 405
disclosure:ideas_data name=proposals form=json | 200 | 405
councils:list | 200 | 405
councils:sign_in | 200 | 400
councils:manage
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 405 clerk neighbour, 404 else
councils:new_council
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
councils:run code=@meeting
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:edit_election code=@election
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:edit_council code=@community
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:call code=@community
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:new_election code=@community
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:meeting code=@meeting | 200 | 405
councils:minutes_pdf code=@meeting | 404 | 405
councils:meeting_step code=@meeting transition=open
    | login visitor, 200 clerk, 403 else
    | login visitor, 302 clerk, 403 else
councils:election code=@election | 200 | 405
councils:election_step code=@election transition=name_candidates
    | login visitor, 200 clerk, 403 else
    | login visitor, 400 clerk, 403 else
councils:council code=@community | 200 | 405
councils:charter code=@community version=1 | 200 | 405
councils:ballots | 200 | 405
councils:how | 200 | 405
councils:check | 200 | 400
councils:new_ballot
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
councils:count_file
    | login visitor, 200 clerk neighbour, 404 else
    | login visitor, 400 clerk neighbour, 404 else
councils:counted_file pk=@tally
    | login visitor, 200 clerk, 404 else
    | login visitor, 405 clerk neighbour, 404 else
councils:edit_ballot code=@draft_ballot
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:table code=@ballot
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:piles code=@ballot
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:pile code=@ballot number=1
    | login visitor, 200 clerk, 404 else
    | login visitor, 400 clerk, 404 else
councils:count code=@ballot
    | login visitor, 405 clerk neighbour, 404 else
    | login visitor, 302 clerk, 404 else
councils:ballot code=@ballot | 200 | 400
councils:receipt code=@ballot | 302 | 405
councils:pabulib code=@ballot | 404 | 405
councils:ballot_step code=@ballot transition=close
    | login visitor, 200 clerk, 403 else
    | login visitor, 400 clerk, 403 else
home:home | 200 | 405
home:community | 200 | 404
home:help | 200 | 200
home:callbacks
    | login visitor, 200 clerk neighbour street admin, 404 leader, 404 else
    | login visitor, 405 else
home:help_done code=@call | 200 | 405
home:callback code=@call
    | login visitor, 200 clerk street admin, 404 leader, 404 else
    | login visitor, 405 else
home:callback_move code=@call transition=call
    | login visitor, 200 clerk street admin, 404 leader, 404 else
    | login visitor, 302 clerk street admin, 404 leader, 404 else
home:feedback | 200 | 200
home:feedback_list | login visitor, 200 admin, 404 else | login visitor, 405 else
home:feedback_done code=@letter | 200 | 405
home:feedback_item code=@letter | login visitor, 200 admin, 404 else | login visitor, 405 else
home:feedback_move code=@letter transition=answer
    | login visitor, 200 admin, 404 else
    | login visitor, 400 admin, 404 else
home:about | 200 | 405
home:privacy | 200 | 405
home:accessibility | 200 | 405
home:robots | 200 | 405
api:tokens | 405 | 400
api:divisions | 200 | 405
api:centres | 200 | 405
api:centre pk=@centre | 200 | 405
api:wishes | 200 | 400
api:wish code=@wish | 200 | 405
api:wish-step code=@hidden transition=take_up
    | 401 visitor, 405 else
    | 401 visitor, 200 clerk, 403 resident street admin auditor, 404 supervisor, 404 else
api:funds | 200 | 405
api:fund code=@book | 200 | 405
api:ledger | 200 | 405
api:budget area=@community | 200 | 405
api:projects | 200 | 405
api:project code=@works | 200 | 405
api:objections code=@works | 405 | 400
api:project-step code=@works transition=report_completion
    | 401 visitor, 405 else
    | 401 visitor, 400 clerk, 403 else
api:project-acceptance code=@works
    | 401 visitor, 200 clerk street admin finance auditor, 404 else
    | 401 visitor, 400 street, 403 else
api:project-acceptance-pictures code=@works
    | 401 visitor, 405 else
    | 401 visitor, 400 street, 403 else
api:project-ratings code=@works | 200 | 401 visitor, 400 else
api:project-checks code=@works | 200 | 400
api:project-check-step code=@closed check=@check transition=look
    | 401 visitor, 405 else
    | 401 visitor, 200 leader supervisor, 403 clerk street admin finance auditor, 404 else
api:objections code=@noticed | 405 | 400
api:budget area=@community | 200 | 405
api:calls | 200 | 405
api:call code=@asking | 200 | 405
api:proposals | 200 | 400
api:proposal code=@idea | 200 | 405
api:proposal-support code=@idea | 401 visitor, 405 else | 401 visitor, 200 else
api:proposal-step code=@proposal transition=take_up
    | 401 visitor, 405 else
    | 401 visitor, 200 clerk, 403 resident street admin auditor, 404 else
api:ballots | 200 | 405
api:ballot code=@ballot | 200 | 405
api:votes code=@ballot | 405 | 400
api:schema | 200 | 405
api:docs | 200 | 405
"""
