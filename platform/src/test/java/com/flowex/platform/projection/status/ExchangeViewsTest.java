package com.flowex.platform.projection.status;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.flowex.platform.Platform;
import com.flowex.platform.database.server.DatabaseChoice;
import com.flowex.platform.database.sql.Sql;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorService;
import com.flowex.platform.projection.tenant.StoppedTenant;
import com.flowex.platform.testing.Await;
import com.flowex.platform.testing.TestPlatform;
import com.flowex.platform.testing.TestPostgres;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two processes with views: what one is asked, the other does or says. */
@Timeout(900)
class ExchangeViewsTest {

    private final DatabaseChoice.Server place = TestPostgres.freshDatabase();
    private final List<Running> all = new ArrayList<>();

    /** One process, with what it reads. */
    private final class Running implements AutoCloseable {
        private final Platform platform = TestPlatform.oneOfSeveral(place, Set.of());
        private final AtomicBoolean isKept = new AtomicBoolean();
        private final AtomicInteger rebuilds = new AtomicInteger();
        private final ViewProgress progress = new ViewProgress();
        private final ExchangeViews views;
        private final OperatorService service;

        Running(String... names) {
            views = new ExchangeViews(
                    platform,
                    List.of(names).stream()
                            .map(name -> new RebuildableView(
                                    name, progress, isKept::get, rebuilds::incrementAndGet, InstantSource.system()))
                            .toList());
            service = new OperatorService(platform, Map.of(ExchangeViews.REBUILD, this::rebuild), (_, _) -> {});
            views.start();
            service.start();
            all.add(this);
        }

        private OperatorCommand.Reply rebuild(int tenant, List<String> arguments) {
            RebuildableView view = views.storedHere(arguments.getFirst())
                    .orElseThrow(() -> new OperatorCommand.NotHereException("not here"));
            return view.begin() ? OperatorCommand.Reply.done("begun") : OperatorCommand.Reply.refused("already");
        }

        List<String> names() {
            return views.all().stream().map(ViewState::name).toList();
        }

        @Override
        public void close() {
            service.close();
            views.close();
            platform.close();
        }
    }

    @AfterEach
    void stop() {
        all.forEach(Running::close);
    }

    @Test
    void anyProcessReportsAllViewsAndTheOwnerRebuilds() {
        Running running = new Running("trading", "wallet");
        running.isKept.set(true);
        running.progress.reached(120);
        StoppedTenant stopped = new StoppedTenant(7, 100, 101, "event 101 cannot be applied: 'overflow', \"{}\"");
        running.progress.stopped(Map.of(7, stopped));
        Running requested = new Running("trading");
        requested.progress.reached(110);

        Await.until(() -> requested.names().equals(List.of("trading", "wallet"))
                && requested.views.named("trading").isKept());
        ViewState trading = requested.views.named("trading");
        assertEquals(120, trading.sequence(), "as its keeper says");
        assertEquals(List.of(stopped), trading.stopped());
        assertEquals(RebuildableView.Stage.NONE, trading.rebuild().stage());

        assertEquals(
                RebuildableView.Stage.RUNNING,
                requested.views.rebuild("wallet", 1, "user 3").rebuild().stage());
        Await.until(() -> running.rebuilds.get() == 1);
        assertEquals(0, requested.rebuilds.get());
        Await.until(() -> requested.views.named("wallet").rebuild().stage() == RebuildableView.Stage.DONE);
    }

    @Test
    void viewsWithoutAnOwnerAndUnknownViewsAreRefused() {
        Running reader = new Running("trading");
        Running running = new Running();

        Await.until(() -> running.names().equals(List.of("trading")));
        assertEquals(
                RefusalCode.UNAVAILABLE,
                assertThrows(Refusal.class, () -> running.views.rebuild("trading", 1, "user 3"))
                        .code());
        assertEquals(
                RefusalCode.NOT_FOUND,
                assertThrows(Refusal.class, () -> running.views.rebuild("candles", 1, "user 3"))
                        .code());
        reader.views.close();
        assertEquals(List.of(), running.names(), "whoever ends takes back what it said");
    }

    @Test
    void staleAndFutureReportsAreIgnored() {
        Running running = new Running();
        for (String when : new String[] {"now() - interval '11 seconds'", "now() + interval '11 seconds'"}) {
            running.platform.database().transaction(connection -> Sql.execute(connection, """
                            INSERT INTO platform.view_reports VALUES
                            ('old', 'gone', true, 1, 'none', now(), '', '{}', '{}', '{}', '{}', %s)
                            ON CONFLICT (view, process) DO UPDATE SET told_at = excluded.told_at""".formatted(when)));
            assertEquals(List.of(), running.names(), when);
        }
    }
}
