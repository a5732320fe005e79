@NullMarked
package com.flowex.platform.jobs;

import org.jspecify.annotations.NullMarked;
