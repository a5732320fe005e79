@NullMarked
package com.flowex.cluster.stop;

import org.jspecify.annotations.NullMarked;
