package com.flowex.app.cli;

import com.flowex.app.cli.OperatorTool.TenantNumber;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.cli.command.OperatorArguments.AdjustmentId;
import com.flowex.app.cli.command.OperatorArguments.Minutes;
import com.flowex.app.cli.command.OperatorArguments.SagaId;
import com.flowex.app.cli.command.OperatorArguments.State;
import com.flowex.app.cli.command.OperatorArguments.UnclaimedId;
import com.flowex.app.cli.command.OperatorArguments.ViewName;
import com.flowex.app.cli.command.PositiveNumber;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** Verbs that {@link OperatorTool} sends to the running exchange. */
final class OperatorVerbs {

    private OperatorVerbs() {}

    /** Returns the command of a verb; empty if it is not one of these. */
    static Optional<Object> command(String verb, OperatorTool tool) {
        return switch (verb) {
            case "adjustments" -> Optional.of(new Adjustments(tool));
            case "log" -> Optional.of(new Log(tool));
            case "pauses" -> Optional.of(new Pauses(tool));
            case "reconcile" -> Optional.of(new Reconcile(tool));
            case "sagas" -> Optional.of(new Sagas(tool));
            case "security" -> Optional.of(new Security(tool));
            case "unclaimed" -> Optional.of(new Unclaimed(tool));
            case "views" -> Optional.of(new Views(tool));
            default -> Optional.empty();
        };
    }

    /** A verb whose commands concern one tenant. */
    @FailureText("the exchange cannot be asked")
    abstract static class TenantVerb {

        private final OperatorTool tool;
        private final String verb;

        @Option(
                names = "--tenant",
                paramLabel = "NUMBER",
                scope = ScopeType.INHERIT,
                converter = TenantNumber.class,
                description = "tenant (default: 1)")
        private String tenant = "1";

        TenantVerb(OperatorTool tool, String verb) {
            this.tool = tool;
            this.verb = verb;
        }

        int send(String command, String... arguments) throws SQLException {
            return tool.send(tenant, (verb + " " + command).strip(), List.of(arguments));
        }
    }

    /** {@code ./flowex sagas}. */
    @Command
    static final class Sagas extends TenantVerb {

        Sagas(OperatorTool tool) {
            super(tool, "sagas");
        }

        @Command(description = "List the sagas of a state.")
        int list(
                @Option(
                                names = "--state",
                                paramLabel = "STATE",
                                defaultValue = "stopped",
                                converter = State.class,
                                completionCandidates = State.class,
                                description = "${COMPLETION-CANDIDATES} (default: stopped)")
                        String state)
                throws SQLException {
            return send("list", state);
        }

        @Command(description = "Show a saga and its steps.")
        int show(@Parameters(paramLabel = "ID", converter = SagaId.class) String id) throws SQLException {
            return send("show", id);
        }

        @Command(description = "Have a stopped saga go on with the step that failed.")
        int redrive(@Parameters(paramLabel = "ID", converter = SagaId.class) String id) throws SQLException {
            return send("redrive", id);
        }

        @Command(description = "Have a stopped saga take back its steps.")
        int abandon(
                @Parameters(paramLabel = "ID", converter = SagaId.class) String id,
                @Option(names = "--reason", paramLabel = "TEXT", description = "reason, for the audit log")
                        Optional<String> reason)
                throws SQLException {
            return send("abandon", id, reason.orElse("asked for by " + OperatorTool.operator()));
        }
    }

    /** {@code ./flowex reconcile}. */
    @Command
    static final class Reconcile extends TenantVerb implements Callable<Integer> {

        @Option(names = "--asset", paramLabel = "CODE", description = "asset; all unless it is given")
        private Optional<String> asset = Optional.empty();

        Reconcile(OperatorTool tool) {
            super(tool, "reconcile");
        }

        @Override
        public Integer call() throws SQLException {
            return send("", asset.stream().toArray(String[]::new));
        }
    }

    /** {@code ./flowex pauses}. */
    @Command
    static final class Pauses extends TenantVerb {

        Pauses(OperatorTool tool) {
            super(tool, "pauses");
        }

        @Command(description = "List the pauses.")
        int list() throws SQLException {
            return send("list");
        }

        @Command(description = "Pause a flow of an asset.")
        int set(
                @Option(names = "--asset", paramLabel = "CODE", required = true, description = "asset") String asset,
                @Option(
                                names = "--flow",
                                paramLabel = "FLOW",
                                required = true,
                                description = "deposits, withdrawals or sweeps")
                        String flow,
                @Option(
                                names = "--network",
                                paramLabel = "CODE",
                                defaultValue = "",
                                description = "network; all unless it is given")
                        String network,
                @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "reason") String reason)
                throws SQLException {
            return send("set", asset, flow, network, reason);
        }

        @Command(description = "Lift a pause.")
        int lift(
                @Option(names = "--asset", paramLabel = "CODE", required = true, description = "asset") String asset,
                @Option(
                                names = "--flow",
                                paramLabel = "FLOW",
                                required = true,
                                description = "deposits, withdrawals or sweeps")
                        String flow,
                @Option(
                                names = "--network",
                                paramLabel = "CODE",
                                defaultValue = "",
                                description = "network of the pause, if it has one")
                        String network)
                throws SQLException {
            return send("lift", asset, network, flow);
        }
    }

    /** {@code ./flowex adjustments}. */
    @Command
    static final class Adjustments extends TenantVerb {

        Adjustments(OperatorTool tool) {
            super(tool, "adjustments");
        }

        @Command(description = "List the adjustments.")
        int list() throws SQLException {
            return send("list");
        }

        @Command(description = "Propose an adjustment of a difference or a posting, which another person approves.")
        int propose(
                @Option(names = "--asset", paramLabel = "CODE", required = true, description = "asset") String asset,
                @Option(
                                names = "--network",
                                paramLabel = "CODE",
                                defaultValue = "",
                                description = "network whose difference is settled")
                        String network,
                @Option(
                                names = "--posting",
                                paramLabel = "ID",
                                defaultValue = "",
                                description = "posting that is settled")
                        String posting,
                @Option(
                                names = "--settled-by",
                                paramLabel = "WHOM",
                                required = true,
                                description = "fee_account, own_funds or account")
                        String settledBy,
                @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "reason") String reason)
                throws SQLException {
            return send("propose", asset, network, posting, settledBy, reason);
        }

        @Command(description = "Reject a proposed adjustment.")
        int reject(@Parameters(paramLabel = "ID", converter = AdjustmentId.class) String id) throws SQLException {
            return send("reject", id);
        }
    }

    /** {@code ./flowex security}. */
    @Command
    static final class Security extends TenantVerb {

        Security(OperatorTool tool) {
            super(tool, "security");
        }

        @Command(description = "List detected attacks and the measures against them.")
        int list() throws SQLException {
            return send("list");
        }

        @Command(description = "Lift the measure of a case.")
        int lift(@Parameters(paramLabel = "CASE", converter = PositiveNumber.class) String attack) throws SQLException {
            return send("lift", attack);
        }
    }

    /** {@code ./flowex unclaimed}. */
    @Command
    static final class Unclaimed extends TenantVerb {

        Unclaimed(OperatorTool tool) {
            super(tool, "unclaimed");
        }

        @Command(description = "List the accounts of erased people that hold money.")
        int list(
                @Option(
                                names = "--after",
                                paramLabel = "USER",
                                converter = PositiveNumber.class,
                                description = "number of the user behind whom the list begins")
                        Optional<String> after)
                throws SQLException {
            return send("list", after.orElse("0"));
        }

        @Command(description = "List proposed and posted transfers of unclaimed money.")
        int transfers() throws SQLException {
            return send("transfers");
        }

        @Command(description = "Propose a transfer out of an erased person's account, which another person approves.")
        int propose(
                @Option(
                                names = "--account",
                                paramLabel = "NUMBER",
                                required = true,
                                description = "account of an erased person")
                        String account,
                @Option(names = "--asset", paramLabel = "CODE", required = true, description = "asset") String asset,
                @Option(names = "--amount", paramLabel = "AMOUNT", required = true, description = "amount")
                        String amount,
                @Option(
                                names = "--to",
                                paramLabel = "NUMBER",
                                required = true,
                                description = "account that receives it; 2 is the fee account")
                        String to,
                @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "reason") String reason)
                throws SQLException {
            return send("propose", account, asset, amount, to, reason);
        }

        @Command(name = "return", description = "Propose to pay a claim out of the account that received a transfer.")
        int giveBack(
                @Parameters(paramLabel = "ID", converter = UnclaimedId.class) String id,
                @Option(names = "--amount", paramLabel = "AMOUNT", required = true, description = "amount")
                        String amount,
                @Option(
                                names = "--to",
                                paramLabel = "NUMBER",
                                required = true,
                                description = "account of the person who claims it")
                        String to,
                @Option(names = "--reason", paramLabel = "TEXT", required = true, description = "reason") String reason)
                throws SQLException {
            return send("return", id, amount, to, reason);
        }

        @Command(description = "Reject a proposed transfer.")
        int reject(@Parameters(paramLabel = "ID", converter = UnclaimedId.class) String id) throws SQLException {
            return send("reject", id);
        }
    }

    /** {@code ./flowex views}. */
    @Command
    static final class Views extends TenantVerb {

        Views(OperatorTool tool) {
            super(tool, "views");
        }

        @Command(description = "List the views and the position of each.")
        int list() throws SQLException {
            return send("list");
        }

        @Command(description = "Rebuild a view beside the one in use.")
        int rebuild(@Parameters(paramLabel = "NAME", converter = ViewName.class) String view) throws SQLException {
            return send("rebuild", view);
        }
    }

    /** {@code ./flowex log}. */
    @Command
    static final class Log extends TenantVerb {

        private static final List<String> LEVELS = List.of("OFF", "ERROR", "WARN", "INFO", "DEBUG", "TRACE");

        @Spec
        private CommandSpec spec = CommandSpec.create();

        Log(OperatorTool tool) {
            super(tool, "log");
        }

        @Command(description = "Show the node's position, its archive and its disk.")
        int status() throws SQLException {
            return send("status");
        }

        @Command(description = "Take a snapshot now.")
        int snapshot() throws SQLException {
            return send("snapshot");
        }

        @Command(description = "List the log levels that are changed.")
        int levels() throws SQLException {
            return send("levels");
        }

        @Command(description = "End all changes of log levels.")
        int back() throws SQLException {
            return send("back");
        }

        @Command(description = "Change the level of a logger for a while.")
        int level(
                @Parameters(
                                paramLabel = "NAME=LEVEL",
                                description = "logger and off, error, warn, info, debug or trace")
                        String change,
                @Option(
                                names = "--minutes",
                                paramLabel = "N",
                                defaultValue = "15",
                                converter = Minutes.class,
                                description = "duration (default: 15)")
                        String minutes)
                throws SQLException {
            String[] parts = change.split("=", 2);
            if (parts.length != 2 || !parts[0].matches("[A-Za-z0-9_.$]{1,200}")) {
                throw new ParameterException(
                        spec.commandLine(), "the change must be NAME=LEVEL, was \"" + change + "\"");
            }
            String level = parts[1].toUpperCase(Locale.ROOT);
            if (!LEVELS.contains(level)) {
                throw new ParameterException(
                        spec.commandLine(),
                        "a level must be one of off, error, warn, info, debug, trace, was \"" + parts[1] + "\"");
            }
            return send("level", parts[0] + "=" + level, minutes);
        }
    }
}
