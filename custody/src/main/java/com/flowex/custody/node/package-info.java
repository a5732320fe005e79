/** JSON-RPC client of a network's node: answers are limited in size and time, and are verified. */
@NullMarked
package com.flowex.custody.node;

import org.jspecify.annotations.NullMarked;
