package com.flowex.wallet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.flowex.access.testing.TestAnswer;
import com.flowex.platform.failure.TransientFault;
import com.flowex.platform.messaging.ChangeDelivery;
import com.flowex.platform.messaging.DeadLetters;
import com.flowex.platform.testing.Await;
import com.flowex.wallet.app.user.UserNotifier.Subject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Users are notified of changes of their money: once, and also when the mail server was closed at that moment. */
@Timeout(900)
class WalletNotificationsTest {

    private final WalletWorld world = new WalletWorld(Map.of("FLOWEX_OUTBOX_ATTEMPTS_MAX", "3"));
    private final List<String> letters = new CopyOnWriteArrayList<>();
    private final List<Subject> subjects = new CopyOnWriteArrayList<>();
    private final ChangeDelivery announcements =
            new ChangeDelivery(world.stand.platform(), List.of(world.service.notices()), (_, _) -> {});

    @AfterEach
    void close() {
        announcements.close();
        world.close();
    }

    private void begin() {
        announcements.start(world.exchange, 0);
    }

    private void keep() {
        world.post = (account, about, subject, text) -> {
            letters.add(account.number() + ": " + subject + ": " + text);
            subjects.add(about);
        };
    }

    private boolean wasNotified(String beginning) {
        return letters.stream().filter(letter -> letter.startsWith(beginning)).count() == 1;
    }

    private static final class Closed extends RuntimeException implements TransientFault {

        private static final long serialVersionUID = 1L;
    }

    @Test
    void ownerIsNotifiedOfEachDepositAndWithdrawalOnce() {
        keep();
        begin();
        world.deposit(world.ada, "USDT", "1000");
        world.fillHot("USDT", "1000000");
        world.withdraw(world.ada, "USDT", "100", world.elsewhere(), "");

        Await.until(() -> wasNotified("1001: A deposit was credited: 1000 USDT over simulated"));
        Await.until(() -> wasNotified("1001: A withdrawal was asked for: 100 USDT over simulated"));
        Await.until(() -> wasNotified("1001: Your withdrawal was paid: 100 USDT over simulated"));
        assertEquals(3, letters.size(), letters.toString());
        assertEquals(List.of(Subject.DEPOSIT, Subject.WITHDRAWAL, Subject.WITHDRAWAL), List.copyOf(subjects));
    }

    @Test
    void ownerIsNotifiedOfWeakenedWithdrawalProtection() {
        keep();
        begin();
        String address = world.elsewhere();
        TestAnswer added = world.server.post(
                "/api/wallet/allow-list",
                "{\"network\":\"simulated\",\"address\":\"%s\",\"label\":\"cold\"}".formatted(address),
                world.bob);
        assertEquals(201, added.status(), added.text());
        world.server.post("/api/wallet/allow-list/mode", "{\"enabled\":true}", world.bob);
        world.server.post("/api/wallet/allow-list/mode", "{\"enabled\":false}", world.bob);

        Await.until(() -> wasNotified("1002: An address was added to your allow-list"));
        Await.until(() -> wasNotified("1002: Your allow-list is to be switched off"));
        assertFalse(letters.toString().contains(address), "no address in a mail");
        assertEquals(List.of(Subject.SECURITY, Subject.SECURITY), List.copyOf(subjects));
    }

    @Test
    void closedMailServerIsAwaitedAndAnUndeliverableLetterIsKept() {
        AtomicInteger closed = new AtomicInteger();
        world.post = (_, _, _, _) -> {
            closed.incrementAndGet();
            throw new Closed();
        };
        begin();
        world.deposit(world.ada, "USDT", "5");
        Await.until(() -> closed.get() >= 2);

        keep();
        Await.until(() -> wasNotified("1001: A deposit was credited: 5 USDT"));
        world.post = (_, _, _, _) -> {
            throw new java.io.IOException("there is no such mailbox");
        };
        world.deposit(world.bob, "USDT", "6");
        DeadLetters dead = announcements.deadLetters();
        Await.until(() -> !dead.of(1, 0, 10).isEmpty());
        assertEquals("money_notices", dead.of(1, 0, 10).getFirst().consumer());
    }
}
