package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.flowex.access.testing.TestAnswer;
import com.flowex.access.testing.TestServer;
import com.flowex.access.testing.TestStand;
import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.domain.order.Side;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.database.transaction.Transaction;
import com.flowex.protocol.event.EventBatch;
import com.flowex.risk.app.judging.SurveillanceLog;
import com.flowex.risk.app.suspicion.CaseUsers;
import com.flowex.surveillance.TradedMarket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A market of the real engine whose log is judged, and administrators who look at what comes of it. */
final class CasesWorld implements AutoCloseable {

    static final String CASES = "/api/v1/surveillance/cases";
    static final long MID = 10_000;

    final TestStand stand = TestStand.freshFor("risk");
    final TradedMarket market = new TradedMarket();
    final Log log = new Log();
    final People people = new People();

    /** The first and the second pair of eyes; the third's account is that of {@link #one}. */
    final String first = stand.token(50, "admin");

    final String second = stand.token(51, "admin");
    final String suspected = stand.token(1, "admin");
    final AccountId one = market.account(1);
    final AccountId other = market.account(2);
    private final AccountId third = market.account(3);
    private final AccountId fourth = market.account(4);
    private Duration ahead = Duration.ofSeconds(1);

    /** Tenants for whom the log is judged by schedule. */
    volatile Set<Integer> scheduled = Set.of(1);

    private SurveillanceComputations computations = made();
    final TestServer server;

    CasesWorld() {
        stand.database().migrate("risk");
        server = TestServer.of(
                stand,
                new SurveillanceService(stand.edge(), TestListing.of("BTC"), judged(), people, this::now).routes());
    }

    /** Reads the market's log as a tail does: from the position of a checkpoint, on a thread of its own. */
    final class Log {
        final List<Checkpoint> openings = new CopyOnWriteArrayList<>();
        volatile Optional<RuntimeException> unreadable = Optional.empty();
        volatile Runnable meanwhile = () -> {};

        EventTail open(Checkpoint from, BatchConsumer consumer) {
            openings.add(from);
            Runnable first = meanwhile;
            meanwhile = () -> {};
            Thread reader = Thread.ofPlatform().start(() -> read(first, from, consumer));
            return new EventTail() {
                @Override
                public Checkpoint checkpoint() {
                    return from;
                }

                @Override
                public void close() {
                    try {
                        reader.join();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }
            };
        }

        private void read(Runnable first, Checkpoint from, BatchConsumer consumer) {
            try {
                first.run();
                unreadable.ifPresent(why -> {
                    throw why;
                });
                long next = from.sequence() + 1;
                for (EventBatch batch : market.log()) {
                    if (batch.logPosition() > from.position()) {
                        assertEquals(next, batch.firstSequence(), "a checkpoint of no message");
                        consumer.on(batch, batch.logPosition());
                        next = batch.lastSequence() + 1;
                    }
                }
                consumer.idle();
            } catch (RuntimeException | Error why) {
                consumer.stopped(why);
            }
        }
    }

    /** A letter to a user. */
    record Letter(int tenant, long user, String subject, String text) {}

    /** Users 50 to 59 decide; those below have the account of their number. */
    final class People implements CaseUsers {
        final List<RestrictionOrder> restricted = new CopyOnWriteArrayList<>();
        volatile Optional<RuntimeException> refuses = Optional.empty();
        volatile Optional<RestrictionResult> instead = Optional.empty();

        @Override
        public OptionalLong handler(int tenant, long user) {
            boolean may = user == 1 || user >= 50 && user < 60;
            return may ? OptionalLong.of(AccountId.CUSTOMERS_FROM + user) : OptionalLong.empty();
        }

        volatile List<Decider> deciders = List.of(new Decider(50, 1_050, ""), new Decider(51, 1_051, "fa"));
        volatile Optional<Exception> noLetters = Optional.empty();
        volatile long refusesFrom;
        final List<Letter> letters = new CopyOnWriteArrayList<>();

        @Override
        public List<Decider> deciders(int tenant) {
            return deciders;
        }

        @Override
        public void write(int tenant, Decider to, String subject, String text) throws Exception {
            if (noLetters.isPresent() && to.user() >= refusesFrom) {
                throw noLetters.get();
            }
            letters.add(new Letter(tenant, to.user(), subject, text));
        }

        @Override
        public boolean isOwned(int tenant, long account) {
            return account > AccountId.CUSTOMERS_FROM && account < 2_000;
        }

        @Override
        public boolean isKind(String kind) {
            return Set.of("no_withdrawals", "reduce_only", "suspended").contains(kind);
        }

        @Override
        public RestrictionResult restrict(RestrictionOrder order, Consumer<Transaction> also) {
            refuses.ifPresent(why -> {
                throw why;
            });
            if (instead.isPresent()) {
                return instead.get();
            }
            stand.database().transaction(order.tenant(), transaction -> {
                also.accept(transaction);
                return true;
            });
            restricted.add(order);
            return new RestrictionResult.Done();
        }
    }

    private SurveillanceComputations made() {
        return new SurveillanceComputations(stand.edge(), RiskSettings.DEFAULTS, judged(), people, this::now);
    }

    private SurveillanceLog judged() {
        return new SurveillanceLog(
                log::open, market::sequence, this::place, () -> scheduled, market::owner, market::groupBefore);
    }

    private Checkpoint place() {
        return new Checkpoint(market.sequence(), market.log().getLast().logPosition());
    }

    /** Beside the log's own time. */
    Instant now() {
        return Instant.EPOCH.plusNanos(market.log().getLast().timeNanos()).plus(ahead);
    }

    void ahead(Duration of) {
        ahead = of;
    }

    SurveillanceComputations computations() {
        return computations;
    }

    /** As if the process had ended and another one had begun. */
    void restart() {
        computations = made();
    }

    String judge() throws InterruptedException {
        return judge(1);
    }

    String judge(int tenant) throws InterruptedException {
        return computations.judging().run(tenant, (_, _) -> {});
    }

    /** By another process at the same time. */
    String judgeElsewhere() throws InterruptedException {
        return made().judging().run(1, (_, _) -> {});
    }

    String restrain() {
        return computations.caseRestrictions().run(1, (_, _) -> {});
    }

    /** Trades back and forth, so that neither has more or less afterwards. */
    void washes(AccountId left, AccountId right, int times) {
        for (int i = 0; i < times; i++) {
            boolean isFirst = i % 2 == 0;
            market.rest(isFirst ? left : right, Side.SELL, MID, 10);
            market.after(1);
            market.take(isFirst ? right : left, Side.BUY, MID, 10);
            market.after(20);
        }
    }

    /** Makes one trade, that much later. */
    void later(Duration by) {
        market.after((double) by.toSeconds());
        market.rest(third, Side.SELL, MID, 1);
        market.take(fourth, Side.BUY, MID, 1);
    }

    /** A case of wash trading of {@link #one} and {@link #other}; answers its number. */
    String planted() throws InterruptedException {
        washes(one, other, 8);
        later(Duration.ofHours(2));
        judge();
        return items("").path(0).path("id").asText();
    }

    JsonNode items(String query) {
        return list(query, first).json().path("items");
    }

    TestAnswer list(String query, String token) {
        return server.get(CASES + query, token);
    }

    JsonNode whole(String id) {
        TestAnswer answer = server.get(CASES + "/" + id, first);
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }

    TestAnswer post(String id, String subject, String body, String token) {
        return server.post(CASES + "/" + id + "/" + subject, body, token);
    }

    TestAnswer propose(String id, String body, String token) {
        int events = server.get(CASES + "/" + id, token)
                .json()
                .path("summary")
                .path("events")
                .asInt(1);
        return post(id, "proposal", body.replaceFirst("\\{", "{\"events\":" + events + ","), token);
    }

    TestAnswer approve(String id, String token) {
        int events = server.get(CASES + "/" + id, token)
                .json()
                .path("summary")
                .path("events")
                .asInt(1);
        return post(id, "proposal/approve", "{\"events\":" + events + "}", token);
    }

    static List<String> texts(JsonNode items, String field) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(item.path(field).asText()));
        return texts;
    }

    @Override
    public void close() {
        server.close();
        stand.close();
    }
}
