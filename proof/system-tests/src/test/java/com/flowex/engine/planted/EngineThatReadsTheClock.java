package com.flowex.engine.planted;

import com.flowex.domain.planted.KnowsTheEngine;
import io.aeron.Aeron;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** An engine that depends on everything it must not. */
public class EngineThatReadsTheClock {

    static int commands;

    @Nullable
    Aeron aeron;

    @Nullable
    Connection connection;

    synchronized long now(KnowsTheEngine word) throws InterruptedException {
        Thread.sleep(1);
        commands++;
        return System.nanoTime() + (long) word.price();
    }
}
