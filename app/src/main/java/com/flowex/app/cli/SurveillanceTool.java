package com.flowex.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.app.cli.command.CommandContext;
import com.flowex.app.cli.command.FailureText;
import com.flowex.app.cli.command.PositiveNumber;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.archive.EventHistoryReader;
import com.flowex.domain.value.AccountId;
import com.flowex.protocol.event.EventBatch;
import com.flowex.surveillance.DetectionThresholds;
import com.flowex.surveillance.Surveillance;
import com.flowex.surveillance.Suspicion;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code ./flowex surveillance}: prints suspected market abuse in a range of the event log, one line of JSON for each
 * case. A line has the numbers of the events that show the case. The same range always gives the same lines. It reads
 * this machine's node and its archive; it needs no database.
 *
 * <p>Exits with 0 if the range was read, whatever was found; 1 if it cannot be read, 2 on wrong arguments.
 */
@Command
@FailureText("events cannot be read")
public final class SurveillanceTool implements Callable<Integer> {
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final String HOUSE = "house";

    private final ObjectMapper mapper = new ObjectMapper();
    private final CommandContext context;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--from",
            paramLabel = "NUMBER",
            converter = PositiveNumber.AsLong.class,
            description = "first event (default: 1); the events of a command are read together")
    private long from = 1;

    @Option(
            names = "--to",
            paramLabel = "NUMBER",
            converter = PositiveNumber.AsLong.class,
            description = "last event; the newest unless it is given")
    private long to = Long.MAX_VALUE;

    @Option(
            names = "--excuse",
            paramLabel = "house|TENANT/ACCOUNT",
            converter = ExcusedAccount.class,
            description = "account that the operator answers for, or house for the exchange's own; may be repeated")
    private List<String> excused = List.of();

    private Set<AccountId> excusedAccounts = Set.of();
    private long last;
    private int found;

    SurveillanceTool(CommandContext context) {
        this.context = context;
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        return FlowexCommand.run("surveillance", args, new CommandContext(environment, out, err));
    }

    @Override
    public Integer call() throws IOException {
        if (to < from) {
            throw new ParameterException(spec.commandLine(), "--to must not be below --from");
        }
        excusedAccounts = excused.stream()
                .filter(each -> !each.equals(HOUSE))
                .map(ExcusedAccount::account)
                .collect(Collectors.toSet());
        LauncherSettings settings = context.settings();
        read(new EventHistoryReader(
                settings.base().dataDirectory(),
                settings.node().archiveStore(settings.base().stores())));
        context.err().println(summary());
        return 0;
    }

    /** Rule of {@code --excuse}. */
    private static final class ExcusedAccount implements ITypeConverter<String> {

        @Override
        public String convert(String text) {
            if (!text.equals(HOUSE)
                    && (!text.matches("[1-9][0-9]{0,6}/[1-9][0-9]{0,11}")
                            || Long.parseLong(text.split("/", 2)[0]) > AccountId.TENANT_MAX)) {
                throw new TypeConversionException("an account must be house or TENANT/ACCOUNT, was \"" + text + "\"");
            }
            return text;
        }

        static AccountId account(String text) {
            String[] parts = text.split("/", 2);
            return new AccountId(Integer.parseInt(parts[0]), Long.parseLong(parts[1]));
        }
    }

    private boolean isExcused(AccountId account) {
        return excused.contains(HOUSE) && account.number() < AccountId.CUSTOMERS_FROM
                || excusedAccounts.contains(account);
    }

    private void read(EventHistoryReader events) throws IOException {
        Surveillance surveillance = new Surveillance(DetectionThresholds.usual(), this::isExcused, this::print);
        events.read(from - 1, (batch, _) -> on(surveillance, batch));
        surveillance.end();
        context.out().flush();
    }

    private boolean on(Surveillance surveillance, EventBatch batch) {
        if (batch.firstSequence() > to) {
            return false;
        }
        surveillance.on(batch);
        last = batch.lastSequence();
        return !context.out().checkError();
    }

    private String summary() {
        return "events " + from + " to " + Math.max(last, from - 1) + ": " + found + " found";
    }

    private void print(Suspicion suspicion) {
        found++;
        ObjectNode line = mapper.createObjectNode()
                .put("pattern", suspicion.pattern().code())
                .put("market_id", suspicion.market().value())
                .put("score", suspicion.score())
                .put("from", time(suspicion.fromNanos()))
                .put("to", time(suspicion.toNanos()))
                .put("events", suspicion.events());
        ArrayNode accounts = line.putArray("accounts");
        suspicion.accounts().forEach(account -> accounts.add(account.toString()));
        ArrayNode reasons = line.putArray("reasons");
        suspicion.reasons().forEach(reason -> reasons.addObject()
                .put("name", reason.name())
                .put("points", reason.points())
                .put("told", reason.explanation()));
        ArrayNode evidence = line.putArray("evidence");
        suspicion.evidence().forEach(shown -> evidence.addObject()
                .put("sequence", shown.sequence())
                .put("time", time(shown.timeNanos()))
                .put("account", shown.account().toString())
                .put("order", shown.order().toString())
                .put("shows", shown.shows()));
        context.out().println(line);
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND)
                .toString();
    }
}
