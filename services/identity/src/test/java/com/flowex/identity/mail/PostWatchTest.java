package com.flowex.identity.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.ground.health.Health;
import com.flowex.ground.settings.Profile;
import com.flowex.ground.watch.Look;
import com.flowex.ground.work.Workers;
import com.flowex.identity.mail.MailSettings.Encryption;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mail server that is gone is told before somebody needs a mail. */
@Timeout(900)
class PostWatchTest {

    private static Post post(int port, String user) {
        MailSettings settings = new MailSettings(
                "127.0.0.1", port, user, "secret", Encryption.NONE, "FlowEx <no-reply@localhost>", "http://localhost");
        return new Post(settings, Profile.DEV, new Workers(new Health(), new SimpleMeterRegistry()));
    }

    @Test
    void aServerIsGreetedWithoutAMail() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        int port = server.getSmtp().getPort();
        try (Post post = post(port, "")) {
            Look look = post.look();

            assertEquals(Health.UP, look.state());
            assertTrue(look.figures().containsKey("answer_ms"));
            assertEquals(0, server.getReceivedMessages().length);

            server.stop();
            var gone = assertInstanceOf(Health.State.Impaired.class, post.look().state());
            assertTrue(gone.why().contains("FLOWEX_SMTP_HOST"), gone.why());
        } finally {
            server.stop();
        }
    }

    @Test
    void aServerThatRefusesThePasswordIsTold() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("flowex@localhost", "flowex", "another");
        server.start();
        try (Post post = post(server.getSmtp().getPort(), "flowex")) {
            var refused =
                    assertInstanceOf(Health.State.Impaired.class, post.look().state());
            assertTrue(refused.why().contains("AuthenticationFailed"), refused.why());
        } finally {
            server.stop();
        }
    }
}
