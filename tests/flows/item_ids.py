"""Items of the program's own checklist, by what the tests of visits call them."""

R1, R2 = "r1-more-and-enough", "r2-comes-when-hurt"
O1, O2 = "o1-any-worry", "o2-how-are-you"
SG1, S1 = "sg1-growing-and-rhythm", "s1-eating-or-growth"
SG3, S4, S5, S6 = "sg3-interest-and-people", "s4-no-rhythm", "s5-little-interest", "s6-pulls-back"
K3, K4 = "k3-heavy-days", "k4-hard-events"
T1, T3, T4, T5 = (
    "t1-thoughts-of-harm",
    "t3-child-may-be-hurt",
    "t4-very-ill-or-not-feeding",
    "t5-lost-skills",
)
