package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.domain.RulesVersion;
import com.flowex.domain.command.AdoptRules;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.ClientOrderIdGenerator;
import com.flowex.orderentry.OrderDefaults;
import com.flowex.orderentry.OrderEntryService;
import com.flowex.orderentry.market.InstrumentDirectory;
import com.flowex.orderentry.queue.CommandSubmitter;
import com.flowex.platform.database.sql.Sql;
import com.flowex.wallet.app.user.AccountClosureBalances;
import com.flowex.wallet.app.user.PaymentConfirmation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Money from one user to another: once, to the intended one, and no sender learns at no cost which users exist. */
@Timeout(900)
class InternalTransferTest {

    private static final String TRANSFERS = "/api/wallet/transfers";
    private static final int MANY = 1_000;

    private final WalletWorld world = new WalletWorld(Map.of("FLOWEX_FEATURE_RATE_LIMITING", "off"));

    @AfterEach
    void close() {
        world.close();
    }

    private TestAnswer send(String token, String to, String amount, String id) {
        return world.server.post(
                TRANSFERS,
                "{\"to\":\"%s\",\"currency\":\"USDT\",\"amount\":\"%s\",\"id\":\"%s\"}".formatted(to, amount, id),
                token);
    }

    private String total(String token) {
        world.shown();
        return world.server
                .get("/api/wallet/balance/USDT", token)
                .json()
                .path("total")
                .asText();
    }

    private JsonNode transactions(String token) {
        world.shown();
        return world.server
                .get("/api/wallet/transactions?type=internal&limit=100", token)
                .json()
                .path("items");
    }

    @Test
    void senderAndRecipientSeeTheTransfer() {
        world.deposit(world.ada, "USDT", "10");

        TestAnswer sent = send(world.ada, "bob@example.com", "2.5", "rent");

        assertEquals(201, sent.status(), sent.text());
        assertEquals("-2.5", sent.json().path("amount").asText());
        assertEquals("7.5", total(world.ada));
        assertEquals("2.5", total(world.bob));
        assertEquals("-2.5", transactions(world.ada).path(0).path("amount").asText());
        assertEquals("2.5", transactions(world.bob).path(0).path("amount").asText());
        assertEquals(sent.json().path("id"), transactions(world.bob).path(0).path("id"));
    }

    private AccountClosureBalances leftBehind() {
        InstrumentDirectory assets = new InstrumentDirectory();
        assets.listed(world.reader.asset(1, "USDT"));
        CommandSubmitter path = new CommandSubmitter(
                world.exchange, world.stand.platform().telemetry().registry());
        OrderEntryService orderEntry = new OrderEntryService(
                path,
                assets,
                new OrderDefaults(
                        new ClientOrderIdGenerator(InstantSource.system()), world.stand.tenants()::preventionOf));
        return new AccountClosureBalances(world.stand.platform().database(), orderEntry, assets);
    }

    /** A stranger sent 0.000001 and more of it for as long as the receiver wanted to leave. */
    @Test
    void dustBlocksNoClosureAndIsForfeitedOnce() {
        AccountId bob = WalletWorld.account(2);
        world.deposit(world.ada, "USDT", "100");
        send(world.ada, "bob@example.com", "0.000001", "dust");
        world.deposit(world.bob, "USDT", "0.001");
        world.shown();
        AccountClosureBalances left = leftBehind();

        assertEquals(List.of(), left.inTheWay(bob));
        assertEquals(List.of("0.000001 USDT"), left.forfeited(bob));
        assertEquals(List.of("0.000001 USDT"), left.forfeit(bob, "erasure 1"));
        left.forfeit(bob, "erasure 1");
        assertEquals("0", total(world.bob));
        assertEquals(List.of(), left.forfeited(bob));
        assertEquals("-0.000001", transactions(world.bob).path(0).path("amount").asText());

        send(world.ada, "bob@example.com", "10", "enough");
        world.shown();
        assertEquals(List.of("a balance of USDT"), left.inTheWay(bob));
        assertEquals(List.of(), left.begun(bob), "what others send ends no erasure that was requested before");
        assertEquals(List.of("10 USDT"), left.withdrawable(bob));
        assertEquals(
                Map.of(bob, List.of("10 USDT")),
                left.held(1, List.of(bob, new AccountId(1, 999_999))),
                "an account without money is left out");
        assertEquals(Map.of(), left.held(2, List.of(new AccountId(2, bob.number()))), "another tenant's");
        assertEquals(List.of(), left.forfeit(bob, "erasure 1"));
        assertEquals("10", total(world.bob));
    }

    @Test
    void restrictedUserSendsNothingAndReceivesTransfers() {
        world.deposit(world.ada, "USDT", "10");
        send(world.ada, "bob@example.com", "1", "before");
        world.shown();
        world.restrained = 1;

        assertEquals(
                "account_restricted",
                send(world.ada, "bob@example.com", "2.5", "rent").code());
        assertEquals(200, send(world.ada, "bob@example.com", "1", "before").status());
        assertEquals("9", total(world.ada));
        assertEquals(201, send(world.bob, "ada@example.com", "1", "back").status(), "nobody else is kept");
    }

    @Test
    void administratorSeesTransactionsAndFindsAccountsByAddressOrTransaction() {
        world.deposit(world.ada, "USDT", "10");
        send(world.ada, "bob@example.com", "2", "rent");
        world.shown();
        String list = "/api/wallet/accounts/1001/transactions";

        JsonNode answer = world.server.get(list, world.admin).json().path("items");
        assertEquals(
                world.server.get("/api/wallet/transactions", world.ada).json().path("items"), answer);
        assertEquals(2, answer.size());
        JsonNode deposited = answer.path(0).path("type").asText().equals("deposit") ? answer.path(0) : answer.path(1);
        assertEquals("deposit", deposited.path("type").asText());
        assertEquals(403, world.server.get(list, world.bob).status());
        assertEquals(
                "unknown_account",
                world.server
                        .get("/api/wallet/accounts/1999/transactions", world.admin)
                        .code());
        String address = world.server
                .get("/api/wallet/addresses", world.ada)
                .json()
                .path("items")
                .path(0)
                .path("address")
                .asText();
        assertEquals("1001 deposit_address", found(address));
        assertEquals("1001 transaction", found(deposited.path("id").asText()));
        assertEquals("1001 transaction", found(deposited.path("transaction").asText()));
        assertEquals("", found("nothing of this kind"));
        assertEquals(400, world.server.get("/api/wallet/owners", world.admin).status());
        assertEquals(
                403,
                world.server
                        .get("/api/wallet/owners?text=" + address, world.ada)
                        .status());
    }

    /** Account and kind of the first find; empty if there is none. */
    private String found(String text) {
        JsonNode first = world.server
                .get("/api/wallet/owners?text=" + URLEncoder.encode(text, StandardCharsets.UTF_8), world.admin)
                .json()
                .path("items")
                .path(0);
        return (first.path("account").asText() + " " + first.path("kind").asText()).strip();
    }

    @Test
    void aSessionIsAskedForItsSecondFactorOnceForEachTransfer() {
        world.deposit(world.ada, "USDT", "10");
        world.secondFactor = true;

        assertEquals(
                "second_factor_required",
                send(world.ada, "bob@example.com", "2", "rent").code());
        assertEquals("0", total(world.bob));
        TestAnswer sent = send(world.ada, "bob@example.com", "2", "rent\",\"code\":\"123456");
        assertEquals(201, sent.status(), sent.text());
        assertEquals(
                new PaymentConfirmation.Payment("transfer", "2 USDT", "internal", "1002", ""),
                world.payments.getLast());
        world.shown();
        TestAnswer again = send(world.ada, "bob@example.com", "2", "rent");
        assertEquals(200, again.status(), "it is sent: its answer needs no code");
        assertEquals("2", total(world.bob));
    }

    @Test
    void theSameKeyIsTheSameTransferAlsoWhenItsMoneyIsSpent() {
        world.deposit(world.ada, "USDT", "10");
        TestAnswer first = send(world.ada, "1002", "6", "rent");
        TestAnswer again = send(world.ada, "bob@example.com", "6", "rent");
        TestAnswer other = send(world.ada, "bob@example.com", "7", "rent");
        TestAnswer affordable = send(world.ada, "bob@example.com", "1", "rent");

        assertEquals(201, first.status(), first.text());
        assertEquals(200, again.status(), again.text());
        assertEquals(first.json(), again.json());
        assertEquals("transfer_id_reused", other.code());
        assertEquals("transfer_id_reused", affordable.code());
        TestAnswer elsewhere = send(world.ada, "1003", "6", "rent");
        assertEquals("transfer_id_reused", elsewhere.code(), "the key stands for the receiver, too");
        assertEquals("6", total(world.bob));
        assertEquals(
                "transfer_id_reused",
                send(world.ada, "nobody@example.com", "6", "rent").code());
    }

    /** Issue 14: the engine has forgotten what came of it, the view has not. */
    @Test
    void theSameKeyIsTheSameTransferMonthsLater() {
        world.exchange.accepted(new AdoptRules(RulesVersion.NEWEST));
        world.deposit(world.ada, "USDT", "20");
        TestAnswer first = send(world.ada, "1002", "6", "rent");
        world.exchange.pass(Duration.ofDays(40));
        TestAnswer again = send(world.ada, "bob@example.com", "6", "rent");
        TestAnswer other = send(world.ada, "bob@example.com", "7", "rent");

        assertEquals(200, again.status(), again.text());
        assertEquals(first.json(), again.json());
        assertEquals("transfer_id_reused", other.code());
        assertEquals("6", total(world.bob));
    }

    @Test
    void insufficientFundsIsReportedForAnyRecipient() {
        TestAnswer known = send(world.ada, "bob@example.com", "1", "a");
        TestAnswer unknown = send(world.ada, "nobody@example.com", "1", "b");

        assertEquals("insufficient_funds", known.code());
        assertEquals(known.json().path("detail"), unknown.json().path("detail"));
        assertEquals("insufficient_funds", unknown.code());
    }

    @Test
    void unknownRecipientSelfAndInvalidAmountsAreRefused() {
        world.deposit(world.ada, "USDT", "10");

        assertEquals(
                "not_found", send(world.ada, "nobody@example.com", "1", "a").code());
        assertEquals(
                "invalid_field", send(world.ada, "ada@example.com", "1", "b").code());
        assertEquals(
                "invalid_field", send(world.ada, "bob@example.com", "0", "c").code());
        assertEquals(
                "invalid_field",
                send(world.ada, "bob@example.com", "0.0000001", "d").code());
        assertEquals("invalid_field", send(world.ada, "", "1", "e").code());
        assertEquals(
                403,
                send(world.stand.token(1, "viewer"), "bob@example.com", "1", "f")
                        .status());
        assertEquals("10", total(world.ada));
    }

    private void sql(String statement) {
        world.stand.database().asOwner(1, connection -> Sql.execute(connection, statement));
    }

    private String allowed(String rest) {
        return world.server
                .post(
                        "/api/wallet/allow-list" + rest,
                        rest.isEmpty() ? "{\"network\":\"internal\",\"address\":\"1002\"}" : "{\"enabled\":true}",
                        world.ada)
                .text();
    }

    /** A transfer is a way out as a withdrawal is: the same list, the same day's limit, the same debts and stops. */
    @Test
    void aTransferObeysTheRulesOfMoneyThatLeaves() {
        world.deposit(world.ada, "USDT", "1000");
        world.shown();
        allowed("/mode");
        assertEquals(
                "address_not_allowed",
                send(world.ada, "bob@example.com", "1", "a").code());
        assertTrue(allowed("").contains("internal"));
        assertEquals(
                "address_not_allowed",
                send(world.ada, "bob@example.com", "1", "a").code(),
                "not before its time");
        sql("UPDATE custody.allowed_addresses SET active_from = now()");
        assertEquals(201, send(world.ada, "bob@example.com", "1", "a").status());

        sql("INSERT INTO custody.terms (tenant_id, asset_id, daily_user, version) VALUES (1, 3, 5000000, 1)"
                + " ON CONFLICT (tenant_id, asset_id) DO UPDATE SET daily_user = 5000000");
        assertEquals(200, send(world.ada, "bob@example.com", "1", "a").status(), "counted once");
        assertEquals(201, send(world.ada, "bob@example.com", "4", "b").status());
        assertEquals(
                "withdrawal_limit",
                send(world.ada, "bob@example.com", "0.5", "c").code());
        sql(
                "INSERT INTO custody.reconciliations (tenant_id, asset_id, network, verdict, chain_units, expected_units, detail, stopped)"
                        + " VALUES (1, 3, 'simulated', 'differs', 1, 2, '', 'a difference')"
                        + " ON CONFLICT (tenant_id, asset_id, network) DO UPDATE SET stopped = excluded.stopped");
        assertEquals(
                "withdrawals_stopped",
                send(world.ada, "bob@example.com", "0.5", "d").code());
        assertEquals("5", total(world.bob));
    }

    /** One of many transfers. */
    private record PlannedTransfer(boolean fromAda, long amount, String id) {}

    private TestAnswer sent(PlannedTransfer transfer) {
        return transfer.fromAda()
                ? send(world.ada, "bob@example.com", Long.toString(transfer.amount()), transfer.id())
                : send(world.bob, "ada@example.com", Long.toString(transfer.amount()), transfer.id());
    }

    /** Goal: none lost, none twice, no deadlock. Method: a thousand at once between two accounts, most of them sent twice. */
    @Test
    void aThousandAtOnceAreEachDoneOnceOrNotAtAll() {
        world.deposit(world.ada, "USDT", "100");
        world.deposit(world.bob, "USDT", "100");
        world.shown();
        Random random = new Random(12);
        Set<String> sent = new HashSet<>();
        long net = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(32)) {
            List<PlannedTransfer> transfers = new ArrayList<>();
            List<CompletableFuture<TestAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                String id = "t-" + random.nextInt(MANY * 3 / 4);
                // The same key always means the same.
                PlannedTransfer transfer =
                        new PlannedTransfer(random.nextBoolean(), 1L + Math.floorMod(id.hashCode(), 7), id);
                transfers.add(transfer);
                answers.add(CompletableFuture.supplyAsync(() -> sent(transfer), threads));
            }
            for (int i = 0; i < MANY; i++) {
                PlannedTransfer plannedTransfer = transfers.get(i);
                TestAnswer answer = answers.get(i).join();
                String code = answer.status() < 300 ? "" : answer.code();
                assertTrue(
                        Set.of("", "insufficient_funds").contains(code), () -> answer.status() + " " + answer.text());
                if (code.isEmpty() && sent.add(plannedTransfer.fromAda() + plannedTransfer.id())) {
                    net += plannedTransfer.fromAda() ? -plannedTransfer.amount() : plannedTransfer.amount();
                }
            }
        }
        assertEquals(Long.toString(100 + net), total(world.ada));
        assertEquals(Long.toString(100 - net), total(world.bob));
        JsonNode ledger = world.server.get("/api/wallet/ledger", world.ada).json();
        assertTrue(ledger.path("zero_sum").asBoolean(), ledger.toString());
    }
}
