/** Connections that send prepared requests, and the plan of a load. */
@NullMarked
package com.flowex.benchmarks.load.client;

import org.jspecify.annotations.NullMarked;
