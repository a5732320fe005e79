package com.flowex.identity.app.guard;

import com.flowex.identity.store.guard.SecurityCasesTable;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Operator commands of {@code ./flowex security} for the running exchange: list the security cases, and lift the
 * measures of one.
 */
public final class SecurityCaseCommands {

    private final SecurityCasesTable cases;

    public SecurityCaseCommands(AttackDetector guard) {
        this.cases = guard.cases();
    }

    public Map<String, OperatorCommand> commands() {
        return new TreeMap<>(Map.of("security list", (tenant, _) -> list(tenant), "security lift", this::lift));
    }

    private Reply list(int tenant) {
        List<SecurityCasesTable.SecurityCase> newest = cases.newest(tenant);
        return Reply.done(
                newest.isEmpty()
                        ? "nothing was noticed"
                        : newest.stream().map(SecurityCaseCommands::line).collect(Collectors.joining("\n")));
    }

    private static String line(SecurityCasesTable.SecurityCase each) {
        return each.id() + ": " + each.rule() + ", "
                + (each.userId() == SecurityCasesTable.NONE ? "a network" : "user " + each.userId()) + ", "
                + each.handling()
                + ", from " + each.beganAt() + " to " + each.endsAt()
                + (each.liftedBy().isEmpty() ? "" : ", lifted by " + each.liftedBy());
    }

    private Reply lift(int tenant, List<String> arguments) {
        long id = Long.parseLong(arguments.getFirst());
        return cases.lift(tenant, id, "the operator")
                ? Reply.done("case " + id + " is lifted")
                : Reply.refused("there is no case " + id + " that is in force: ./flowex security list");
    }
}
