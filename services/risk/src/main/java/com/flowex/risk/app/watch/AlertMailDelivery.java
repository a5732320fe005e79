package com.flowex.risk.app.watch;

import com.flowex.platform.failure.TransientFault;
import com.flowex.risk.app.daily.DailyScoring.Progress;
import com.flowex.risk.store.alert.AlertFiring;
import com.flowex.risk.store.alert.FiringsTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends mails of fired alerts. A mail may be sent twice after a crash. A mail that is refused several times is given
 * up, and its firing shows this.
 */
public record AlertMailDelivery(FiringsTable firings, AlertMailSender letters, InstantSource clock) {

    private static final Logger LOG = LoggerFactory.getLogger(AlertMailDelivery.class);

    private static final int PAGE = 100;
    private static final int TRIES_MAX = 8;
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /**
     * Sends all mails that are due.
     *
     * @return one line that summarises the run
     */
    public String run(int tenant, Progress progress) throws InterruptedException {
        int sent = 0;
        int tried = 0;
        List<AlertFiring> page;
        do {
            page = firings.mails(tenant, clock.instant(), PAGE);
            for (AlertFiring firing : page) {
                sent += write(tenant, firing) ? 1 : 0;
            }
            tried += page.size();
            progress.at(50, sent + " mails");
        } while (page.size() == PAGE);
        return sent + " of " + tried + " mails sent";
    }

    private boolean write(int tenant, AlertFiring firing) throws InterruptedException {
        Instant now = clock.instant();
        try {
            boolean isSent = letters.write(tenant, firing.reader(), "Alert: " + firing.line(), text(firing));
            firings.mailed(tenant, firing.id(), isSent ? "sent" : "none", now);
            return isSent;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            boolean isLast = firing.mailTries() + 1 >= TRIES_MAX && !(e instanceof TransientFault);
            if (isLast) {
                LOG.warn("the mail of alert firing {} of tenant {} is not sent: {}", firing.id(), tenant, e.toString());
            }
            Duration pause = PAUSE.multipliedBy(1L << Math.min(firing.mailTries(), TRIES_MAX));
            firings.mailed(tenant, firing.id(), isLast ? "dead" : "waiting", now.plus(pause));
            return false;
        }
    }

    private static String text(AlertFiring firing) {
        return "At " + firing.firedAt() + " (UTC) " + firing.line()
                + ".\n\nThis is a figure of this exchange's own data, and no advice. The page of your alerts changes or ends it.\n";
    }
}
