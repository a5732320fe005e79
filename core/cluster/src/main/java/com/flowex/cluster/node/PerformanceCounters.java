package com.flowex.cluster.node;

import com.flowex.cluster.link.NodePerformance;
import io.aeron.AeronCounters;
import java.util.HashMap;
import java.util.Map;
import org.agrona.concurrent.status.CountersReader;

/** Reader of the counters that Aeron's components keep in shared memory; no reading is done on the engine's thread. */
final class PerformanceCounters {

    private final Map<Integer, Long> sums = new HashMap<>();
    private final Map<Integer, Long> most = new HashMap<>();

    private PerformanceCounters(CountersReader counters) {
        counters.forEach((id, type, _, _) -> {
            long value = counters.getCounterValue(id);
            sums.merge(type, value, Long::sum);
            most.merge(type, value, Math::max);
        });
    }

    static NodePerformance read(CountersReader counters) {
        PerformanceCounters all = new PerformanceCounters(counters);
        return new NodePerformance(
                all.max(AeronCounters.CLUSTER_CLUSTERED_SERVICE_MAX_CYCLE_TIME_TYPE_ID),
                all.max(AeronCounters.CLUSTER_MAX_CYCLE_TIME_TYPE_ID),
                all.sum(AeronCounters.CLUSTER_CYCLE_TIME_THRESHOLD_EXCEEDED_TYPE_ID)
                        + all.sum(AeronCounters.CLUSTER_CLUSTERED_SERVICE_CYCLE_TIME_THRESHOLD_EXCEEDED_TYPE_ID),
                all.max(AeronCounters.ARCHIVE_RECORDER_MAX_WRITE_TIME_TYPE_ID),
                all.sum(AeronCounters.ARCHIVE_RECORDER_TOTAL_WRITE_BYTES_TYPE_ID),
                all.sum(AeronCounters.ARCHIVE_RECORDER_TOTAL_WRITE_TIME_TYPE_ID),
                all.sum(AeronCounters.ARCHIVE_ERROR_COUNT_TYPE_ID)
                        + all.sum(AeronCounters.CLUSTER_CONSENSUS_MODULE_ERROR_COUNT_TYPE_ID)
                        + all.sum(AeronCounters.CLUSTER_CLUSTERED_SERVICE_ERROR_COUNT_TYPE_ID));
    }

    private long sum(int type) {
        return sums.getOrDefault(type, 0L);
    }

    private long max(int type) {
        return most.getOrDefault(type, 0L);
    }
}
