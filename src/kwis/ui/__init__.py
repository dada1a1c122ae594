"""The design system: how Kwis looks, sounds and behaves, for every room above.

Lives here: base layouts, components (template tags and parts), styles, icons, small script modules, the security
headers, the two languages and two themes, and the places where rooms plug in: `menu` (where can I go), `slots` (what
others show on a page), `pulse` (what changed), `brand` (whose desk is this), `managing` (pages that keep a list).
Not here: any noun of the trade. A page of a room lives in that room and extends a base of this one.
Verbs: `menu.register`, `slots.register`, `pulse.beat`, `brand.register`, `managing.register`, `toasts.say`,
`security.mail_frame`, `build.build`.
"""
