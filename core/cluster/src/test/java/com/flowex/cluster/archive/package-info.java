@NullMarked
package com.flowex.cluster.archive;

import org.jspecify.annotations.NullMarked;
