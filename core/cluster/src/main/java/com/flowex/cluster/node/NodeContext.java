package com.flowex.cluster.node;

import com.flowex.cluster.disk.DataDirectory;
import com.flowex.cluster.settings.AeronSettings;
import com.flowex.cluster.settings.ClusterConfig;
import com.flowex.cluster.stop.StopReason;

/** Settings and files of a node, and the record of why it stops. */
record NodeContext(ClusterConfig config, AeronSettings settings, DataDirectory directory, StopReason stopReason) {}
