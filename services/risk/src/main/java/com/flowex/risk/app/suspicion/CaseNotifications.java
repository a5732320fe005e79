package com.flowex.risk.app.suspicion;

import com.flowex.platform.failure.TransientFault;
import com.flowex.risk.app.suspicion.CaseUsers.Decider;
import com.flowex.risk.store.suspicion.CaseNotificationsTable;
import com.flowex.risk.store.suspicion.CaseNotificationsTable.Attempt;
import com.flowex.risk.store.suspicion.CaseNotificationsTable.NewCases;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifies case administrators of new cases: one mail for all new cases, in each reader's language, without the cases
 * in which the reader is suspected. The progress is written before each mail, so each reader gets one at most. If the
 * mail server is away, the next run continues with the reader whose mail failed.
 */
public final class CaseNotifications {

    private static final Logger LOG = LoggerFactory.getLogger(CaseNotifications.class);

    private final CaseNotificationsTable table;
    private final CaseUsers people;

    public CaseNotifications(CaseNotificationsTable table, CaseUsers people) {
        this.table = table;
        this.people = people;
    }

    /**
     * Sends mails of the new cases.
     *
     * @return one line that summarises the run
     * @throws Exception that is {@link TransientFault} if mail cannot be sent now
     */
    public String run(int tenant) throws Exception {
        int letters = 0;
        Attempt state = table.state(tenant);
        if (state.isUnderWay()) {
            letters += write(tenant, state);
            state = table.state(tenant);
        }
        long newest = table.newest(tenant, state.completed());
        if (newest > state.completed() && !state.isUnderWay() && table.begin(tenant, state, newest)) {
            letters += write(tenant, new Attempt(state.completed(), newest, 0));
        }
        return letters + " letters of new cases";
    }

    /** Writes to all readers who do not have the mail; another process may be writing to the rest. */
    private int write(int tenant, Attempt letter) throws Exception {
        int letters = 0;
        long at = letter.user();
        for (Decider each : people.deciders(tenant)) {
            if (each.user() > at) {
                if (!table.next(tenant, letter.current(), at, each.user())) {
                    return letters;
                }
                letters += write(tenant, letter, at, each) ? 1 : 0;
                at = each.user();
            }
        }
        table.done(tenant, letter.current());
        return letters;
    }

    private boolean write(int tenant, Attempt letter, long before, Decider to) throws Exception {
        List<NewCases> news = table.news(tenant, letter, to.account());
        if (news.isEmpty()) {
            return false;
        }
        CaseMailText words = CaseMailText.of(to.language());
        try {
            people.write(tenant, to, words.subject(news), words.text(news));
            return true;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            if (e instanceof TransientFault) {
                table.next(tenant, letter.current(), to.user(), before);
                throw e;
            }
            LOG.warn("user {} of tenant {} is not notified of new cases: {}", to.user(), tenant, e.toString());
            return false;
        }
    }
}
