/** A node of the log in its process: status, copies, gauges, the port for its operator. */
@NullMarked
package com.flowex.app.node;

import org.jspecify.annotations.NullMarked;
