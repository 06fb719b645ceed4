# plancheck in a container: docker run --rm --network none -v "$PWD:/reports:ro" plancheck validate reports --no-config --as-of=end --expect=roster.yaml --roster=roster.yaml
FROM python:3.14-slim AS build
COPY . /source
RUN pip install --quiet --no-cache-dir --only-binary :all: --require-hashes -r /source/locks/build.txt \
    && pip wheel --quiet --no-cache-dir --only-binary :all: --require-hashes --wheel-dir /wheels -r /source/locks/run.txt \
    && pip wheel --quiet --no-deps --no-build-isolation --wheel-dir /wheels /source

# What was checked by its hash above is what is installed here, and nothing else.
FROM python:3.14-slim
COPY --from=build /wheels /wheels
RUN pip install --quiet --no-cache-dir --no-index --no-deps /wheels/*.whl \
    && pip check \
    && rm -r /wheels \
    && useradd --no-create-home --shell /usr/sbin/nologin plancheck
USER plancheck
WORKDIR /reports
ENTRYPOINT ["plancheck"]
CMD ["--help"]
