noinst_LIBRARIES += src/net/libnet.a
net_LIBS = src/net/libnet.a $(web_LIBS) $(CURL_LIBS)
src_net_libnet_a_SOURCES = \
	src/net/net.h
