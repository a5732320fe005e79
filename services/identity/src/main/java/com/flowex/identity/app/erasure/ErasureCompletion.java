package com.flowex.identity.app.erasure;

import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.ErasuresTable.Erasure;
import com.flowex.identity.store.person.PersonRemoval;
import com.flowex.platform.database.TableRewrite;
import com.flowex.platform.database.TableRewrite.OldLog;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * Last step of erasures. The bytes of the removed rows leave the files of the database: its tables, indexes, statistics
 * and log. An erasure is done when this step is. Each part can be repeated, so another process continues after an
 * interruption.
 */
public final class ErasureCompletion {

    /** Size of the tables up to which they are rewritten at once; larger ones wait for the night, as they are locked. */
    static final long QUICK_BYTES = 256L << 20;

    private static final LocalTime NIGHT_BEGINS = LocalTime.of(2, 0);
    private static final LocalTime NIGHT_ENDS = LocalTime.of(5, 0);

    private final ErasuresTable erasures;
    private final PersonRemoval removal;
    private final TableRewrite rewrite;
    private final ErasureRecords records;
    private final InstantSource clock;

    public ErasureCompletion(
            ErasuresTable erasures,
            PersonRemoval removal,
            TableRewrite rewrite,
            ErasureRecords records,
            InstantSource clock) {
        this.erasures = erasures;
        this.removal = removal;
        this.rewrite = rewrite;
        this.records = records;
        this.clock = clock;
    }

    /**
     * Completes the erasures of the people of a tenant whose rows are removed.
     *
     * @return one line that summarises the state, for operators
     */
    public String complete(int tenant) {
        List<Erasure> removed = erasures.removed(tenant);
        if (removed.isEmpty()) {
            return "no erased rows left in files";
        }
        List<Erasure> unwritten =
                removed.stream().filter(each -> each.why().isEmpty()).toList();
        List<String> tables = removal.tables();
        if (!unwritten.isEmpty() && !isNight() && rewrite.bytes(tables) > QUICK_BYTES) {
            return removed.size() + " erased people wait for the rewrite of large tables between " + NIGHT_BEGINS
                    + " and " + NIGHT_ENDS + " UTC";
        }
        if (!unwritten.isEmpty()) {
            Optional<String> segment = rewrite.run(tables);
            if (segment.isEmpty()) {
                return removed.size()
                        + " erased people wait for the end of a transaction of the database that began before";
            }
            unwritten.forEach(each -> erasures.rewritten(tenant, each, segment.get(), clock.instant()));
        }
        return ended(tenant, erasures.removed(tenant));
    }

    private String ended(int tenant, List<Erasure> rewritten) {
        String newest =
                rewritten.stream().map(Erasure::why).max(String::compareTo).orElse("");
        if (newest.isEmpty()) {
            return "no erased rows left in files";
        }
        OldLog log = rewrite.endLogBefore(newest);
        if (log == OldLog.KEPT) {
            return rewritten.size() + " erased people wait for a backup or replica that still needs the log of the"
                    + " database before " + newest;
        }
        String note = log == OldLog.GONE ? "" : "the database server overwrites its log before " + newest;
        Instant now = clock.instant();
        for (Erasure each : rewritten) {
            if (erasures.done(tenant, each, note, now)) {
                records.rewritten(tenant, each.userId());
            }
        }
        return "files of " + rewritten.size() + " erased people rewritten" + (note.isEmpty() ? "" : "; " + note);
    }

    private boolean isNight() {
        LocalTime now = clock.instant().atOffset(ZoneOffset.UTC).toLocalTime();
        return !now.isBefore(NIGHT_BEGINS) && now.isBefore(NIGHT_ENDS);
    }
}
