package com.flowex.identity.app.mail;

import com.flowex.platform.logging.DedicatedLoggers;
import com.flowex.platform.settings.Profile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sender for a deployment without a mail server: dev writes the code or link to its log, so that development can
 * continue; other profiles log a warning.
 */
record LogMailSender(Profile profile) implements MailDelivery.Sender {

    private static final Logger LOG = LoggerFactory.getLogger(LogMailSender.class);

    @Override
    public void send(Mail mail) {
        if (profile == Profile.DEV && mail.secret().isEmpty()) {
            LOG.debug("a mail is not sent, because FLOWEX_SMTP_HOST is not set ({})", mail.subject());
        } else if (profile == Profile.DEV) {
            DedicatedLoggers.MAILBOX.warn(
                    "no FLOWEX_SMTP_HOST, so here instead of a mail to {}: {}: {}",
                    mail.to(),
                    mail.subject(),
                    mail.secret());
        } else {
            LOG.warn("a mail is not sent, because FLOWEX_SMTP_HOST is not set ({})", mail.subject());
        }
    }
}
