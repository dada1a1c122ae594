"""The ways in and out: click (portal), call (mail, telephone, post), face (counter), and delivering outward.

Lives here: what turns a contact into a call and what brings a letter to its reader; one folder per way.
Not here: what a call is (desk), who a person is (people), the words of letters (knowledge).
Verbs: `call.mail.receive.receive`, `call.mail.parse.parse`, `call.telephone.taking_down.take_down`,
`face.lining_up.join`, `face.lining_up.call_next`, `delivering.writing.write`, `delivering.sending.send`.
"""
