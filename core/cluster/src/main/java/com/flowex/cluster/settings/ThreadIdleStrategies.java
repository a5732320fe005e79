package com.flowex.cluster.settings;

import com.flowex.cluster.pace.IdlePolicy;
import com.flowex.cluster.pace.ParkingIdleStrategy;
import org.agrona.concurrent.IdleStrategy;

/**
 * Idle strategies of a node's threads, which wake each other. A command goes from the client to the consensus module,
 * to the log archive and the disk, back to the consensus module and to the engine. Then its answer goes to the client,
 * and its events go to the event archive and the tails. Each thread wakes the next, and a submission wakes a client
 * that awaits nothing. So no thread polls often while all are in this process.
 */
public final class ThreadIdleStrategies {
    private final IdlePolicy pace;
    private final ParkingIdleStrategy driver;
    private final ParkingIdleStrategy client;
    private final ParkingIdleStrategy consensus;
    private final ParkingIdleStrategy logArchive;
    private final ParkingIdleStrategy engine;
    private final ParkingIdleStrategy eventArchive;

    /** The driver wakes the threads concerned where work also comes from other processes. */
    public ThreadIdleStrategies(IdlePolicy pace) {
        this.pace = pace;
        boolean networked = pace.isNetworked();
        driver = networked ? pace.receiving() : pace.listening();
        client = pace.listening();
        consensus = pace.timing();
        logArchive = pace.listening();
        engine = pace.listening();
        eventArchive = pace.listening();
        client.wakes(consensus);
        consensus.wakes(logArchive);
        consensus.wakes(engine);
        logArchive.wakes(consensus);
        engine.wakes(client);
        engine.wakes(eventArchive);
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

    ParkingIdleStrategy driver() {
        return driver;
    }

    public ParkingIdleStrategy client() {
        return client;
    }

    ParkingIdleStrategy consensus() {
        return consensus;
    }

    ParkingIdleStrategy logArchive() {
        return logArchive;
    }

    ParkingIdleStrategy engine() {
        return engine;
    }

    ParkingIdleStrategy eventArchive() {
        return eventArchive;
    }

    /** Returns an idle strategy for one tail. */
    public ParkingIdleStrategy tail() {
        ParkingIdleStrategy tail = pace.listening();
        if (pace.isNetworked()) {
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
