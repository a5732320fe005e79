package com.flowex.orderentry.queue;

import com.flowex.domain.command.CancelReplace;
import com.flowex.domain.command.Command;
import com.flowex.domain.command.PlaceBorrowingOrder;
import com.flowex.domain.command.PlaceLinkedOrders;
import com.flowex.domain.command.PlaceLinkedPair;
import com.flowex.domain.command.PlaceOrder;
import com.flowex.domain.command.PlaceOrderPair;
import com.flowex.domain.command.PlacePayingOrders;
import com.flowex.domain.command.PlacePayingPair;
import com.flowex.domain.command.PlaceRepayingOrder;
import com.flowex.domain.command.PlaceReturningOrder;
import com.flowex.domain.command.PlaceWithEffects;
import com.flowex.domain.command.TryBorrowingOrder;
import com.flowex.domain.command.TryLinkedOrders;
import com.flowex.domain.command.TryLinkedPair;
import com.flowex.domain.command.TryOrder;
import com.flowex.domain.command.TryOrderPair;
import com.flowex.domain.command.TryPayingOrders;
import com.flowex.domain.command.TryPayingPair;
import com.flowex.domain.command.TryRepayingOrder;
import com.flowex.domain.command.TryReturningOrder;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.platform.jobs.AsyncTask;
import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.openmbean.CompositeData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses new orders before memory or disk is full. The engine keeps all resting orders in memory. An exchange that
 * takes orders until memory is full ends, and ends again at every start, because the log has them all. New orders are
 * therefore refused once a full collection leaves 75 % of the heap in use. They are taken again once any collection
 * leaves less than 70 %. (The rest after a young collection is mostly garbage, too.) Likewise a node stops when its
 * disk is full, and orders are what fills it: they are refused while there is still room for cancels. Commands that
 * free memory or move money are always taken. Thread-safe.
 */
public final class LoadShedder {

    private static final Logger LOG = LoggerFactory.getLogger(LoadShedder.class);

    private static final int FULL_PERCENT = 75;
    private static final int ROOMY_PERCENT = 70;

    /** Name of a full collection in the platform's management beans, for any collector. */
    private static final String OF_EVERYTHING = "end of major GC";

    private static final int MEGABYTE_BITS = 20;
    private static final int RETRY_AFTER_SECONDS = 10;

    private final long maxBytes;
    private volatile boolean full;
    private volatile boolean diskFull;

    /**
     * Creates a monitor without pressure.
     *
     * @param maxBytes largest size of the heap
     */
    public LoadShedder(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * Starts to monitor this process's heap. It returns at once and registers asynchronously, because the first access
     * to a virtual machine's beans takes a while.
     */
    public static LoadShedder ofThisProcess() {
        LoadShedder shedder = new LoadShedder(Runtime.getRuntime().maxMemory());
        AsyncTask.begin("headroom", shedder::watch);
        return shedder;
    }

    /** Listens to the collectors for as long as the process lives. */
    void watch() {
        Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getName)
                .collect(Collectors.toSet());
        ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(NotificationEmitter.class::isInstance)
                .map(NotificationEmitter.class::cast)
                .forEach(collector ->
                        collector.addNotificationListener((notice, _) -> collected(notice, heap), null, null));
    }

    private void collected(Notification notice, Set<String> heap) {
        if (notice.getUserData() instanceof CompositeData data
                && notice.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            GarbageCollectionNotificationInfo collection = GarbageCollectionNotificationInfo.from(data);
            long usedBytes = collection.getGcInfo().getMemoryUsageAfterGc().entrySet().stream()
                    .filter(pool -> heap.contains(pool.getKey()))
                    .mapToLong(pool -> pool.getValue().getUsed())
                    .sum();
            collected(usedBytes, collection.getGcAction().equals(OF_EVERYTHING));
        }
    }

    /**
     * Takes note of the heap use after a collection.
     *
     * @param ofEverything true after a full collection, so that none of it is garbage
     */
    void collected(long usedBytes, boolean ofEverything) {
        long percent = usedBytes * 100 / maxBytes;
        if (!full && ofEverything && percent >= FULL_PERCENT) {
            full = true;
            LOG.warn(
                    "memory is nearly full ({} of {} MB): new orders are refused until less than {} % is in use;"
                            + " FLOWEX_HEAP_MAX gives it more",
                    usedBytes >> MEGABYTE_BITS, maxBytes >> MEGABYTE_BITS, ROOMY_PERCENT);
        } else if (full && percent < ROOMY_PERCENT) {
            full = false;
            LOG.warn("memory is free again ({} MB in use): new orders are accepted", usedBytes >> MEGABYTE_BITS);
        }
    }

    /**
     * Takes note of the free space on the log's disk.
     *
     * @param freeBytes free space now, in bytes
     * @param minBytes least free space, in bytes: orders are refused with less, and taken again with a quarter more
     */
    public void disk(long freeBytes, long minBytes) {
        if (!diskFull && freeBytes < minBytes) {
            diskFull = true;
            LOG.warn(
                    "the log's disk is nearly full ({} MB free): new orders are refused until {} are; free some, or let"
                            + " events go to a FLOWEX_ARCHIVE_TO on another disk",
                    freeBytes >> MEGABYTE_BITS,
                    (minBytes + minBytes / 4) >> MEGABYTE_BITS);
        } else if (diskFull && freeBytes >= minBytes + minBytes / 4) {
            diskFull = false;
            LOG.warn(
                    "the log's disk has free space again ({} MB): new orders are accepted", freeBytes >> MEGABYTE_BITS);
        }
    }

    boolean isFull() {
        return full;
    }

    boolean isDiskFull() {
        return diskFull;
    }

    /** @throws Refusal {@code overloaded} if the command brings orders and there is no room for them */
    void require(Command command) {
        if ((full || diskFull) && bringsOrders(command)) {
            throw Refusal.forNow(
                    RefusalCode.OVERLOADED,
                    "the exchange's " + (full ? "memory" : "disk")
                            + " is nearly full, so it accepts no new orders; cancels are accepted; nothing was done",
                    RETRY_AFTER_SECONDS);
        }
    }

    private static boolean bringsOrders(Command command) {
        return switch (command) {
            case PlaceOrder _,
                    PlaceBorrowingOrder _,
                    PlaceRepayingOrder _,
                    PlaceReturningOrder _,
                    PlaceOrderPair _,
                    PlaceLinkedOrders _,
                    PlaceLinkedPair _,
                    PlacePayingOrders _,
                    PlacePayingPair _,
                    CancelReplace _ -> true;
            case PlaceWithEffects _ -> true;
            // A preview brings no order, but gets the answer that placing the order would get.
            case TryOrder _,
                    TryBorrowingOrder _,
                    TryRepayingOrder _,
                    TryReturningOrder _,
                    TryOrderPair _,
                    TryLinkedOrders _,
                    TryLinkedPair _,
                    TryPayingOrders _,
                    TryPayingPair _ -> true;
            default -> false;
        };
    }
}
