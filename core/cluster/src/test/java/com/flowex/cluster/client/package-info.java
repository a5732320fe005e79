/** The client's book-keeping. */
@NullMarked
package com.flowex.cluster.client;

import org.jspecify.annotations.NullMarked;
