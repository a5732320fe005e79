package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.flowex.access.http.response.IsoTime;
import com.flowex.domain.command.ListAsset;
import com.flowex.domain.event.AssetListed;
import com.flowex.domain.event.BalanceChanged;
import com.flowex.domain.market.Asset;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.AssetId;
import com.flowex.domain.value.Scale;
import com.flowex.protocol.event.EventBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exported books, read by the programs that they are for: Debian's hledger and Beancount. */
@Timeout(900)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccountingWriterTest {

    private static final int PERIODS = 6;
    private static final String MINE = "/api/wallet/export";
    private static final String ALL = "/api/v1/ledger/export";

    private final List<EventBatch> past = new ArrayList<>();
    private final Map<Integer, Asset> assets = new HashMap<>();
    private WalletWorld world;

    @TempDir
    private Path directory;

    /** Output of a program. */
    private record ProgramOutput(int code, String text) {}

    @BeforeAll
    void open() {
        world = OtherWorlds.ofRandomLog(20_261_122, 3_000, past::add);
        past.stream()
                .flatMap(batch -> batch.events().stream())
                .filter(AssetListed.class::isInstance)
                .map(event -> ((AssetListed) event).asset())
                .forEach(asset -> assets.put(asset.id().value(), asset));
    }

    @AfterAll
    void close() {
        world.close();
    }

    private static ProgramOutput run(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new ProgramOutput(process.waitFor(), text);
        } catch (IOException e) {
            return new ProgramOutput(-1, e.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void needs(String program) {
        assumeTrue(run(program, "--version").code() == 0, "there is no " + program);
    }

    private Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String books(String path, String format, String period, String token) {
        var answer = world.server.get(path + "?format=" + format + period, token);
        assertEquals(200, answer.status(), answer::text);
        return answer.text();
    }

    private String period(Random random) {
        long from = past.get(random.nextInt(past.size())).timeNanos();
        long to = from + (1 + random.nextLong(3_000)) * 1_000_000_000L;
        return switch (random.nextInt(3)) {
            case 0 -> "";
            case 1 -> "&from=" + IsoTime.ofNanos(from);
            default -> "&from=" + IsoTime.ofNanos(from) + "&to=" + IsoTime.ofNanos(to);
        };
    }

    @Test
    void hledgerFindsNothingAndComesToTheEnginesBalances() {
        needs("hledger");
        Random random = new Random(1);
        for (int i = 0; i < PERIODS; i++) {
            int user = 1 + random.nextInt(5);
            String token = world.stand.token(user, "trader");
            Path file = file("books.journal", books(MINE, "hledger", period(random), token));
            assertEquals(new ProgramOutput(0, ""), run("hledger", "-f", file.toString(), "check", "--strict"));
        }
        for (int user = 1; user <= 5; user++) {
            Path file = file("books.journal", books(MINE, "hledger", "", world.stand.token(user, "trader")));
            assertEquals(engineBalances(WalletWorld.account(user)::equals, false), balances(file, "assets:exchange"));
            // Payments outside the exchange, and their returns, stand in accounts of their own.
            assertTrue(run("hledger", "-f", file.toString(), "bal", "assets:outside", "-N", "--flat")
                    .text()
                    .contains("-12.5"));
        }
    }

    @Test
    void hledgerReadsTheWholeExchangesBooks() {
        needs("hledger");
        Random random = new Random(2);
        String admin = world.stand.token(1, "admin");
        for (int i = 0; i < PERIODS; i++) {
            Path file = file("all.journal", books(ALL, "hledger", period(random), admin));
            assertEquals(new ProgramOutput(0, ""), run("hledger", "-f", file.toString(), "check", "--strict"));
        }
        Path file = file("all.journal", books(ALL, "hledger", "", admin));
        assertEquals(
                engineBalances(account -> account.number() >= AccountId.CUSTOMERS_FROM, true),
                balances(file, "liabilities:customers"));
        assertEquals(engineBalances(AccountId.feesOf(1)::equals, true), balances(file, "income:fees"));
        assertEquals(Map.of(), balances(file, "."));
    }

    @Test
    void beancountFindsNothing() {
        needs("bean-check");
        Random random = new Random(3);
        for (int i = 0; i < PERIODS; i++) {
            String token = world.stand.token(1 + random.nextInt(5), "trader");
            Path mine = file("books.beancount", books(MINE, "beancount", period(random), token));
            assertEquals(new ProgramOutput(0, ""), run("bean-check", mine.toString()));
        }
        Path all = file("all.beancount", books(ALL, "beancount", period(random), world.stand.token(1, "admin")));
        assertEquals(new ProgramOutput(0, ""), run("bean-check", all.toString()));
    }

    /** Assertions are checked: both programs notice a changed amount. */
    @Test
    void anAmountThatWasChangedIsNoticed() {
        String token = world.stand.token(1, "trader");
        if (run("hledger", "--version").code() == 0) {
            String text = books(MINE, "hledger", "", token);
            String changed = text.replaceFirst("(assets:exchange  -?[0-9.]*)([0-9]) ", "$17$2 ");
            assertNotEquals(text, changed);
            assertNotEquals(
                    0,
                    run("hledger", "-f", file("changed.journal", changed).toString(), "check")
                            .code());
        }
        if (run("bean-check", "--version").code() == 0) {
            String text = books(MINE, "beancount", "", token);
            String changed = text.replaceFirst("(balance Assets:Exchange  -?[0-9.]*)([0-9]) ", "$17$2 ");
            assertNotEquals(text, changed);
            assertNotEquals(
                    0,
                    run("bean-check", file("changed.beancount", changed).toString())
                            .code());
        }
    }

    /** Names that one grammar or the other takes for something else, and an asset without a decimal place. */
    @Test
    void everyNameOfAnAssetIsLegalInBoth() {
        try (WalletWorld named = new WalletWorld()) {
            int id = 10;
            for (String code : List.of("1INCH", "T", "TRUE", "NULL", "USDT2", "0", "A1B2C3D4E5F6G7H8")) {
                named.exchange.accepted(
                        new ListAsset(new Asset(1, new AssetId(id++), code, new Scale(id % 3), 1_000_000)));
            }
            named.shown();
            for (String code : List.of("1INCH", "T", "TRUE", "NULL", "USDT2", "0", "A1B2C3D4E5F6G7H8")) {
                assertEquals(201, named.deposit(named.ada, code, "1234").status());
            }
            for (String format : List.of("hledger", "beancount")) {
                String text =
                        named.server.get(MINE + "?format=" + format, named.ada).text();
                Path file = file("named." + format, text);
                assertTrue(text.contains("1234"));
                if (format.equals("hledger") && run("hledger", "--version").code() == 0) {
                    assertEquals(
                            new ProgramOutput(0, ""), run("hledger", "-f", "journal:" + file, "check", "--strict"));
                }
                if (format.equals("beancount") && run("bean-check", "--version").code() == 0) {
                    assertEquals(new ProgramOutput(0, ""), run("bean-check", file.toString()));
                }
            }
        }
    }

    @Test
    void invalidExportParametersAreRefusedByName() {
        String token = world.stand.token(1, "trader");
        assertEquals("invalid_field", world.server.get(MINE, token).code());
        assertEquals(
                "invalid_field", world.server.get(MINE + "?format=ofx", token).code());
        assertEquals(403, world.server.get(ALL + "?format=hledger", token).status());
        assertFalse(books(MINE, "hledger", "&from=2100-01-01T00:00:00Z", token).contains(") trade"));
    }

    /** The engine's balances of each asset over some accounts, by its own events; zero balances are left out. */
    private Map<String, BigDecimal> engineBalances(Predicate<AccountId> filter, boolean owed) {
        Map<String, Map<AccountId, Long>> last = new TreeMap<>();
        past.stream().flatMap(batch -> batch.events().stream()).forEach(event -> {
            if (event instanceof BalanceChanged changed
                    && changed.account().tenant() == 1
                    && filter.test(changed.account())) {
                Asset asset = Objects.requireNonNull(assets.get(changed.asset().value()));
                last.computeIfAbsent(asset.code() + " " + asset.scale().places(), _ -> new HashMap<>())
                        .put(changed.account(), changed.balanceUnits());
            }
        });
        Map<String, BigDecimal> engineBalances = new TreeMap<>();
        last.forEach((asset, accounts) -> {
            List<String> parts = List.of(asset.split(" ", -1));
            long sum = accounts.values().stream().mapToLong(Long::longValue).sum();
            if (sum != 0) {
                engineBalances.put(
                        parts.get(0),
                        BigDecimal.valueOf(owed ? -sum : sum, Integer.parseInt(parts.get(1)))
                                .stripTrailingZeros());
            }
        });
        return engineBalances;
    }

    /** hledger's own sums of the accounts whose name has this in it. */
    private static Map<String, BigDecimal> balances(Path file, String account) {
        ProgramOutput output =
                run("hledger", "-f", file.toString(), "bal", account, "--depth", "1", "--layout=bare", "-O", "csv");
        assertEquals(0, output.code(), output.text());
        Map<String, BigDecimal> balances = new TreeMap<>();
        for (String line : output.text().lines().skip(1).toList()) {
            List<String> cells = List.of(line.replace("\"", "").split(",", -1));
            if (cells.get(0).equals("total") || cells.get(1).isEmpty()) {
                continue;
            }
            balances.merge(cells.get(1), new BigDecimal(cells.get(2)), BigDecimal::add);
        }
        balances.values().removeIf(sum -> sum.signum() == 0);
        balances.replaceAll((_, sum) -> sum.stripTrailingZeros());
        return balances;
    }
}
