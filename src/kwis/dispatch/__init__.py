"""Work travels, the call stays: back offices, suppliers, plans, work orders, acceptance.

Lives here: Plan with PlanSteps, WorkOrder with Completion, Handback, Acceptance, supplier links, the board.
Not here: the call and what the customer is promised (desk).
Verbs: `setting_out.set_out`, `setting_out.start_plan`, `releasing.release_what_can`, `WorkOrder.accept`, `.plan_for`,
`.start`, `.wait`, `completing.report_ready`, `handing_back.hand_back`, `handing_back.cancel`, `accepting.accept_part`,
`accepting.refuse_part`.
"""
