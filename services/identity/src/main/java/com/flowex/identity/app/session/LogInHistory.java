package com.flowex.identity.app.session;

import com.flowex.identity.store.session.LogInsTable;
import com.flowex.identity.store.session.LogInsTable.LogInOutcome;
import com.flowex.identity.store.session.LogInsTable.LogInWay;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import com.flowex.platform.jobs.AsyncTask;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * History of log-ins and refused attempts. A log-in never fails because its history cannot be written. The answer to a
 * refused attempt does not wait for its row: only known users have one, and the time would reveal them.
 */
public final class LogInHistory {

    private static final Logger LOG = LoggerFactory.getLogger(LogInHistory.class);

    /** Maximum number of refused attempts that wait to be written; further ones are not counted. */
    private static final int WRITING_MAX = 256;

    private final LogInsTable table;
    private final Semaphore writing = new Semaphore(WRITING_MAX);

    public LogInHistory(LogInsTable table) {
        this.table = table;
    }

    /** Counts a session that has begun. */
    void begun(User user, LogInWay way, Device device) {
        note(user, way, LogInOutcome.BEGUN, device);
    }

    /** Counts an attempt that was refused, soon after this returns. */
    void refused(User user, LogInWay way, Device device) {
        if (!writing.tryAcquire()) {
            LOG.warn("a refused log-in of user {} is missing in their history: too many wait", user.id());
            return;
        }
        AsyncTask.begin("log-in-history", () -> {
            try {
                note(user, way, LogInOutcome.REFUSED, device);
            } finally {
                writing.release();
            }
        });
    }

    private void note(User user, LogInWay way, LogInOutcome outcome, Device device) {
        try {
            table.note(user, way, outcome, device);
        } catch (RuntimeException unwritten) {
            LOG.warn("a log-in of user {} is missing in their history: {}", user.id(), unwritten.getMessage());
        }
    }

    /** Returns the newest log-ins of a user, newest first. */
    public List<LogInsTable.LogIns> of(int tenant, long userId) {
        return table.of(tenant, userId);
    }
}
