package com.flowex.identity.app.session;

import com.flowex.identity.store.session.LogInsTable;
import com.flowex.identity.store.session.LogInsTable.LogInOutcome;
import com.flowex.identity.store.session.LogInsTable.LogInWay;
import com.flowex.identity.store.user.Device;
import com.flowex.identity.store.user.User;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** History of log-ins and refused attempts. A log-in never fails because its history cannot be written. */
public final class LogInHistory {

    private static final Logger LOG = LoggerFactory.getLogger(LogInHistory.class);

    private final LogInsTable table;

    public LogInHistory(LogInsTable table) {
        this.table = table;
    }

    /** Counts a session that has begun. */
    void begun(User user, LogInWay way, Device device) {
        note(user, way, LogInOutcome.BEGUN, device);
    }

    /** Counts an attempt that was refused. */
    void refused(User user, LogInWay way, Device device) {
        note(user, way, LogInOutcome.REFUSED, device);
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
