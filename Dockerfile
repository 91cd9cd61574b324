# argmap with everything that reads, draws, prints and asks; the maps are those in the folder that is mounted at /work:
#   docker build --tag argmap .
#   docker run --rm --volume "$PWD:/work" --user "$(id -u):$(id -g)" argmap check data
FROM python:3.13-slim
# What prints PDF and worksheets.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpangoft2-1.0-0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/*
COPY pyproject.toml constraints.txt README.md LICENSE /source/
COPY argmap /source/argmap
RUN python -m pip install --no-cache-dir --constraint /source/constraints.txt "/source[sources,serve,print,query,rdf,corpus]" \
 && rm -rf /source
# Any user may be named: settings and the cache have a place of their own.
ENV HOME=/tmp ARGMAP_CACHE=/tmp/cache
WORKDIR /work
USER 65534
ENTRYPOINT ["argmap"]
CMD ["--help"]
