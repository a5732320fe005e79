/** A node of a network, asked by JSON-RPC: what it says is bounded, timed, and doubted. */
@NullMarked
package com.flowex.custody.node;

import org.jspecify.annotations.NullMarked;
