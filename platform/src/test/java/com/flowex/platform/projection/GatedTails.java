package com.flowex.platform.projection;

import com.flowex.cluster.tail.BatchConsumer;
import com.flowex.cluster.tail.Checkpoint;
import com.flowex.cluster.tail.EventTail;
import com.flowex.platform.testing.FakeTails;
import java.util.concurrent.CountDownLatch;

/** The log; a tail from its beginning can be made to wait. */
final class GatedTails implements TailFactory {
    final FakeTails log = new FakeTails();
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public EventTail open(Checkpoint from, BatchConsumer consumer) {
        if (from.sequence() == 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return log.open(from, consumer);
    }
}
