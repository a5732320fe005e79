package com.flowex.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.flowex.app.settings.LauncherSettings;
import com.flowex.cluster.archive.EventHistoryReader;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.settings.SettingsSources;
import com.flowex.platform.settings.StartupException;
import com.flowex.protocol.event.EventBatch;
import com.flowex.surveillance.DetectionThresholds;
import com.flowex.surveillance.Surveillance;
import com.flowex.surveillance.Suspicion;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./flowex surveillance}: prints suspected market abuse in a range of the event log, one line of JSON for each
 * case. A line has the numbers of the events that show the case. The same range always gives the same lines. It reads
 * this machine's node and its archive; it needs no database.
 *
 * <p>Exits with 0 if the range was read, whatever was found; 1 if it cannot be read, 2 on wrong arguments.
 */
public final class SurveillanceTool {
    private static final int REFUSED = 1;
    private static final int MISUSED = 2;
    private static final long NANOS_PER_SECOND = 1_000_000_000;
    private static final String USAGE = """
            usage: ./flowex surveillance [--from NUMBER] [--to NUMBER] [--excuse house|TENANT/ACCOUNT]...
              NUMBER of an event, from 1; what a command did is read whole. --excuse: accounts that the operator answers for; house: its own""";

    /** Thrown if the arguments are wrong. */
    private static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final ObjectMapper mapper = new ObjectMapper();
    private final Set<AccountId> excused = new HashSet<>();
    private final PrintStream out;
    private long from = 1;
    private long to = Long.MAX_VALUE;
    private long last;
    private int found;
    private boolean isHouseExcused;

    private SurveillanceTool(List<String> args, PrintStream out) {
        this.out = out;
        for (int i = 0; i < args.size(); i += 2) {
            if (i + 1 == args.size()) {
                throw new Misuse();
            }
            take(args.get(i), args.get(i + 1));
        }
        if (to < from) {
            throw new Misuse();
        }
    }

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.getenv(), System.out, System.err));
    }

    /**
     * Runs the command.
     *
     * @return the exit code
     */
    public static int run(List<String> args, Map<String, String> environment, PrintStream out, PrintStream err) {
        try {
            SurveillanceTool tool = new SurveillanceTool(args, out);
            LauncherSettings settings = LauncherSettings.of(SettingsSources.withFile(environment));
            tool.read(new EventHistoryReader(
                    settings.base().dataDirectory(),
                    settings.node().archiveStore(settings.base().stores())));
            err.println(tool.summary());
            return 0;
        } catch (Misuse e) {
            err.println(USAGE);
            return MISUSED;
        } catch (LauncherSettings.ConfigurationException wrong) {
            wrong.lines().forEach(err::println);
            return MISUSED;
        } catch (StartupException refused) {
            refused.lines().forEach(err::println);
            return REFUSED;
        } catch (IOException e) {
            err.println("events cannot be read: " + e.getMessage());
            return REFUSED;
        }
    }

    private void take(String option, String value) {
        switch (option) {
            case "--from" -> from = number(value);
            case "--to" -> to = number(value);
            case "--excuse" -> excuse(value);
            default -> throw new Misuse();
        }
    }

    private void excuse(String value) {
        if (value.equals("house")) {
            isHouseExcused = true;
        } else {
            excused.add(account(value));
        }
    }

    private boolean isExcused(AccountId account) {
        return isHouseExcused && account.number() < AccountId.CUSTOMERS_FROM || excused.contains(account);
    }

    private void read(EventHistoryReader events) throws IOException {
        Surveillance surveillance = new Surveillance(DetectionThresholds.usual(), this::isExcused, this::print);
        events.read(from - 1, (batch, _) -> on(surveillance, batch));
        surveillance.end();
        out.flush();
    }

    private boolean on(Surveillance surveillance, EventBatch batch) {
        if (batch.firstSequence() > to) {
            return false;
        }
        surveillance.on(batch);
        last = batch.lastSequence();
        return !out.checkError();
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
                .put("told", reason.told()));
        ArrayNode evidence = line.putArray("evidence");
        suspicion.evidence().forEach(shown -> evidence.addObject()
                .put("sequence", shown.sequence())
                .put("time", time(shown.timeNanos()))
                .put("account", shown.account().toString())
                .put("order", shown.order().toString())
                .put("shows", shown.shows()));
        out.println(line);
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(nanos / NANOS_PER_SECOND, nanos % NANOS_PER_SECOND)
                .toString();
    }

    private static long number(String text) {
        if (!text.matches("[1-9][0-9]{0,17}")) {
            throw new Misuse();
        }
        return Long.parseLong(text);
    }

    private static AccountId account(String text) {
        if (!text.matches("[1-9][0-9]{0,6}/[1-9][0-9]{0,11}")) {
            throw new Misuse();
        }
        int slash = text.indexOf('/');
        long tenant = Long.parseLong(text.substring(0, slash));
        if (tenant > AccountId.TENANT_MAX) {
            throw new Misuse();
        }
        return new AccountId((int) tenant, Long.parseLong(text.substring(slash + 1)));
    }
}
