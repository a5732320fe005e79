package com.flowex.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.failure.TransientFault;
import com.flowex.risk.CasesWorld.Letter;
import com.flowex.risk.app.suspicion.CaseUsers.Decider;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Goal: deciders get one letter about all new cases, in their language, and none about a case of their own. */
@Timeout(900)
class CaseNotificationsTest {

    private final CasesWorld world = new CasesWorld();

    /** There is no mail server. */
    private static final class NoServer extends Exception implements TransientFault {
        private static final long serialVersionUID = 1L;
    }

    @AfterEach
    void close() {
        world.close();
    }

    private String write() throws Exception {
        return world.computations().letters().run(1);
    }

    private List<Long> written() {
        return world.people.letters.stream().map(Letter::user).toList();
    }

    @Test
    void allNewCasesAreOneLetterToEachInTheirLanguage() throws Exception {
        world.washes(world.one, world.other, 8);
        world.later(Duration.ofHours(2));
        world.washes(world.other, world.one, 8);
        world.later(Duration.ofHours(2));
        assertTrue(world.judge().endsWith("2 cases opened"));
        assertEquals("2 letters of new cases", write());
        assertEquals(List.of(50L, 51L), written());
        Letter first = world.people.letters.getFirst();
        assertEquals(1, first.tenant());
        assertEquals("New cases of surveillance: 2", first.subject());
        assertTrue(first.text().contains("- Wash trading: 2 (score up to "), first.text());
        assertFalse(first.text().contains(Long.toString(world.one.number())), "a mailbox has other readers");
        Letter second = world.people.letters.getLast();
        assertTrue(second.text().contains("معاملهٔ صوری: 2"), second.text());

        assertEquals("0 letters of new cases", write());
        assertEquals("0 letters of new cases", world.computations().letters().run(2), "another tenant has none");
        world.planted();
        assertEquals("2 letters of new cases", write());
        assertEquals("New cases of surveillance: 1", world.people.letters.get(2).subject());
    }

    @Test
    void suspectedDeciderReceivesNoNoticeOfTheCase() throws Exception {
        world.people.deciders = List.of(new Decider(1, world.one.number(), "en"), new Decider(50, 1_050, "zh"));
        world.planted();
        assertEquals("1 letters of new cases", write());
        assertEquals(List.of(50L), written());
        assertTrue(world.people.letters.getFirst().text().contains("对敲交易"));
    }

    @Test
    void closedCaseIsNotAnnounced() throws Exception {
        String id = world.planted();
        assertEquals(
                200,
                world.propose(id, "{\"decision\":\"dismissed\",\"reason\":\"a test\"}", world.first)
                        .status());
        assertEquals(200, world.approve(id, world.second).status());
        assertEquals("0 letters of new cases", write());
    }

    @Test
    void letterInterruptedByALostMailServerIsSentByTheNextRun() throws Exception {
        world.planted();
        world.people.noLetters = Optional.of(new NoServer());
        assertThrows(NoServer.class, this::write);
        assertThrows(NoServer.class, this::write);
        world.people.noLetters = Optional.empty();
        world.people.deciders = List.of(new Decider(50, 1_050, ""));
        assertEquals("1 letters of new cases", write());
        world.restart();
        world.people.deciders = List.of(new Decider(50, 1_050, ""), new Decider(51, 1_051, ""));
        assertEquals("0 letters of new cases", write());
        assertEquals(List.of(50L), written());
    }

    @Test
    void refusedLetterDoesNotBlockOthers() throws Exception {
        world.planted();
        world.people.noLetters = Optional.of(new IOException("no such mailbox"));
        assertEquals("0 letters of new cases", write());
        world.people.noLetters = Optional.empty();
        assertEquals("0 letters of new cases", write(), "it would be refused again");
    }

    @Test
    void aLetterThatWasUnderWayIsFinishedBeforeTheNextBegins() throws Exception {
        world.planted();
        world.people.deciders =
                List.of(new Decider(50, 1_050, ""), new Decider(51, 1_051, ""), new Decider(52, 1_052, ""));
        stopsAt(51);
        assertThrows(NoServer.class, this::write);
        assertEquals(List.of(50L), written());
        world.people.refusesFrom = Long.MAX_VALUE;
        world.planted();
        assertEquals("5 letters of new cases", write());
        assertEquals(List.of(50L, 51L, 52L, 50L, 51L, 52L), written());
    }

    private void stopsAt(long user) {
        world.people.noLetters = Optional.of(new NoServer());
        world.people.refusesFrom = user;
    }
}
