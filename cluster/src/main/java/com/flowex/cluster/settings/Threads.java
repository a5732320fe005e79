package com.flowex.cluster.settings;

import com.flowex.cluster.pace.Pace;
import com.flowex.cluster.pace.Waiter;
import org.agrona.concurrent.IdleStrategy;

/**
 * Idle strategies of a node's threads, which wake each other. A command goes from the client to the consensus module,
 * to the log archive and the disk, back to the consensus module and to the engine. Then its answer goes to the client,
 * and its events go to the event archive and the tails. Each thread wakes the next. So only the client has to poll
 * often.
 */
public final class Threads {
    private final Pace pace;
    private final boolean networked;
    private final Waiter driver;
    private final Waiter client;
    private final Waiter consensus;
    private final Waiter logArchive;
    private final Waiter engine;
    private final Waiter eventArchive;

    public Threads(Pace pace) {
        this(pace, false);
    }

    /** @param networked true if work also comes from other processes; then the driver wakes the threads concerned */
    public Threads(Pace pace, boolean networked) {
        this.pace = pace;
        this.networked = networked;
        driver = networked ? pace.receiving() : pace.listening();
        client = pace.looking();
        consensus = pace.listening();
        logArchive = pace.listening();
        engine = pace.listening();
        eventArchive = pace.listening();
        client.wakes(consensus);
        consensus.wakes(logArchive);
        consensus.wakes(engine);
        consensus.wakes(client);
        logArchive.wakes(consensus);
        engine.wakes(client);
        engine.wakes(eventArchive);
        engine.wakes(consensus);
        if (networked) {
            driver.wakes(consensus);
            driver.wakes(logArchive);
            driver.wakes(eventArchive);
            driver.wakes(client);
            consensus.wakes(driver);
            client.wakes(driver);
            eventArchive.wakes(driver);
        }
    }

    Waiter driver() {
        return driver;
    }

    public Waiter client() {
        return client;
    }

    Waiter consensus() {
        return consensus;
    }

    Waiter logArchive() {
        return logArchive;
    }

    Waiter engine() {
        return engine;
    }

    Waiter eventArchive() {
        return eventArchive;
    }

    /** Returns an idle strategy for one tail. */
    public Waiter tail() {
        Waiter tail = pace.listening();
        if (networked) {
            driver.wakes(tail);
        }
        eventArchive.wakes(tail);
        tail.wakes(eventArchive);
        return tail;
    }

    /** Returns an idle strategy for short waits. */
    IdleStrategy moment() {
        return pace.idleStrategy();
    }
}
